import ScorerKit

extension WeekendCover {
  public static let measures = [weekendAnswers]

  static let weekendAnswers = Measure(
    "weekend_answers", "Weekend requests answered within {within}", unit: .share, .higher, .proportion,
    .scored(weight: 100, .points([.init(0.5, 0), .init(0.8, 60), .init(0.95, 100)])),
    needs: [Requests.firstResponseAt.need],
    counting: .init(
      of: "opened_at lies on a Saturday or Sunday (UTC), and opened_at + {within} lies in {window}",
      when: "first_response_at comes within {within}"),
    act: "answer {change} more of {denominator} weekend requests within {within}",
    playbook: """
      Put somebody on duty at weekends, and say to broadcasters who that is. An answer on Saturday that names the hour at \
      which the matter is looked into on Monday is an answer.
      """)
}
