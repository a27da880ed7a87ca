import ScorerKit

extension Responsiveness {
  public static let measures = [withinTargetRate, medianFirstResponse, resolutionRate, reopenRate]

  static let withinTargetRate = Measure(
    "within_target_rate", "Answered within {first_response_target}", unit: .share, .higher, .proportion,
    .scored(weight: 40, .points([.init(0.7, 0), .init(0.9, 60), .init(0.97, 100)])),
    needs: [Requests.firstResponseAt.need],
    counting: .init(
      of: "opened_at + {first_response_target} lies in {window}",
      when: "first_response_at comes within {first_response_target}"),
    act: "answer {change} more of {denominator} requests within {first_response_target}",
    playbook: """
      Put someone on duty for first replies every day, weekends too, and hand over open requests in writing at each \
      change of shift. A short human answer that says when the matter will be settled counts; an automatic one does not. \
      Look at the requests never answered first: each is a breach that one sentence would have prevented.
      """)

  static let medianFirstResponse = Measure(
    "median_first_response", "Median first reply", unit: .hours, .lower, .quantile,
    .scored(weight: 20, .lognormal(p10: 1, median: 8)),
    needs: [Requests.firstResponseAt.need],
    counting: .init(
      of: "opened_at + {first_response_target} lies in {window}",
      when: "first_response_at comes by the end of {month}"),
    act: "bring the median first reply from {now} down to {after}, over {denominator} requests",
    playbook: """
      The median is the wait of the broadcaster in the middle, so it falls when the ordinary request is answered sooner, \
      not when the worst is. Watch one shared inbox instead of many personal ones, and reply in the hours when your \
      broadcasters are live.
      """)

  static let resolutionRate = Measure(
    "resolution_rate", "Resolved within {resolution_target}", unit: .share, .higher, .proportion,
    .scored(weight: 25, .points([.init(0.6, 0), .init(0.85, 60), .init(0.95, 100)])),
    needs: [Requests.resolvedAt.need],
    counting: .init(
      of: "opened_at + {resolution_target} lies in {window}",
      when: "resolved_at comes within {resolution_target}"),
    act: "resolve {change} more of {denominator} requests within {resolution_target}",
    playbook: """
      Give every request an owner and a date. Close what is settled on the day it is settled, and escalate to the platform \
      before the target passes rather than after: waiting on someone else does not stop the clock.
      """)

  static let reopenRate = Measure(
    "reopen_rate", "Reopened within {reopen_within}", unit: .share, .lower, .proportion,
    .scored(weight: 15, .points([.init(0.02, 100), .init(0.08, 60), .init(0.2, 0)])),
    needs: [Requests.resolvedAt.need, Requests.reopenedAt.need],
    counting: .init(
      of: "resolved_at + {reopen_within} lies in {window}",
      when: "reopened_at comes within {reopen_within} of resolved_at"),
    act: "have {change} fewer of {denominator} resolved requests reopened within {reopen_within}",
    playbook: """
      Ask the broadcaster whether the answer settles the matter before closing it. Read the reopened requests of a month \
      together: most come from a few causes, and an answer that closes early costs two.
      """)
}
