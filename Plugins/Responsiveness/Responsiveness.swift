import ScorerKit

/// How soon a guild answers and settles what its broadcasters ask.
public struct Responsiveness: Scorer {
  public static let id = "responsiveness"
  public static let title = "Responsiveness"
  public static let summary = "How soon the guild answers and settles its broadcasters' requests."
  public static let version = 1

  @Setting("A first human reply is due this long after a request is opened.", .duration(minutes(1)...days(90)))
  public var firstResponseTarget = hours(24)
  @Setting("A resolution is due this long after a request is opened.", .duration(minutes(1)...days(365)))
  public var resolutionTarget = hours(72)
  @Setting("A request reopened this soon after its resolution counts as reopened.", .duration(hours(1)...days(90)))
  public var reopenWithin = days(7)

  public init() {}

  public static let reads = [
    Requests.table.reading(
      Requests.openedAt, Requests.firstResponseAt, Requests.resolvedAt, Requests.reopenedAt)
  ]

  public struct Tally: Mergeable {
    /// Requests whose first reply was due in the window, and those that got it in time.
    var firstResponseDue: Int64 = 0
    var answeredInTime: Int64 = 0
    /// Seconds to the first reply of all that were due.
    var firstResponses = QuantileSketch()
    var resolutionDue: Int64 = 0
    var resolvedInTime: Int64 = 0
    /// Resolved requests whose time for reopening ended in the window, and those reopened in it.
    var reopenDue: Int64 = 0
    var reopened: Int64 = 0

    public init() {}

    public mutating func merge(_ other: Tally) {
      firstResponseDue += other.firstResponseDue
      answeredInTime += other.answeredInTime
      firstResponses.merge(other.firstResponses)
      resolutionDue += other.resolutionDue
      resolvedInTime += other.resolvedInTime
      reopenDue += other.reopenDue
      reopened += other.reopened
    }
  }

  public func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    let openedAt = rows[Requests.openedAt]
    let firstResponseAt = rows[Requests.firstResponseAt]
    let resolvedAt = rows[Requests.resolvedAt]
    let reopenedAt = rows[Requests.reopenedAt]
    // Settings are read once a batch: in the loop they would be read once a row.
    let (firstResponseTarget, resolutionTarget, reopenWithin) = (firstResponseTarget, resolutionTarget, reopenWithin)

    for row in rows.indices {
      let (opened, answered, resolved) = (openedAt[row], firstResponseAt[row], resolvedAt[row])
      let isAnswerDue = window.contains(time: opened + firstResponseTarget)
      let isResolutionDue = window.contains(time: opened + resolutionTarget)
      let reopenableUntil = resolved.map { $0 + reopenWithin } ?? .max
      guard isAnswerDue || isResolutionDue || window.contains(time: reopenableUntil) else { continue }

      let guild = rows.guilds[row]
      if isAnswerDue {
        tallies[guild].addFirstResponse(after: answered.map { $0 - opened }, target: firstResponseTarget)
      }
      if isResolutionDue {
        tallies[guild].resolutionDue += 1
        if let resolved, resolved - opened <= resolutionTarget { tallies[guild].resolvedInTime += 1 }
      }
      if window.contains(time: reopenableUntil) {
        tallies[guild].reopenDue += 1
        if let reopened = reopenedAt[row], reopened <= reopenableUntil { tallies[guild].reopened += 1 }
      }
    }
  }

  public func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    [
      Self.withinTargetRate.proportion(tally.answeredInTime, of: tally.firstResponseDue),
      Self.medianFirstResponse.quantile(0.5, of: tally.firstResponses, unit: 3600),
      Self.resolutionRate.proportion(tally.resolvedInTime, of: tally.resolutionDue),
      Self.reopenRate.proportion(tally.reopened, of: tally.reopenDue),
    ]
  }
}

extension Responsiveness.Tally {
  /// - Parameter wait: seconds to the first reply; `nil`: there was none.
  @inline(__always) fileprivate mutating func addFirstResponse(after wait: Int64?, target: Int64) {
    firstResponseDue += 1
    guard let wait else { return firstResponses.addInfinite() }
    if wait <= target { answeredInTime += 1 }
    firstResponses.add(wait)
  }
}
