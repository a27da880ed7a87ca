import ScorerKit

/// Whether broadcasters stay of their own accord.
public struct Retention: Scorer {
  public static let id = "retention"
  public static let title = "Retention"
  public static let summary = "Whether broadcasters stay with the guild of their own accord."
  public static let version = 2

  @Setting("The tenure up to which survival is estimated.", .days(1...3650))
  public var horizon: Int64 = 90
  @Setting("Reasons for leaving that are not the broadcaster's own decision.", .words(of: LeaveReason.self))
  public var involuntary: Set<LeaveReason> = [.guildInitiated, .platformInitiated]

  public init() {}

  public static let reads = [
    Memberships.table.reading(Memberships.joinedOn, Memberships.leftOn, Memberships.leaveReason)
  ]

  /// Times and tenures in days.
  public struct Tally: Mergeable {
    /// Days of membership in the window, over all spells.
    var exposedDays: Int64 = 0
    /// Exits in the window by `ExitReason.index`.
    var exits = Counts()
    /// Spells with a tenure short of the horizon, by the tenure they came under observation at (a), and by the one they
    /// went out of it at (b).
    var entered = Counts()
    var left = Counts()
    /// Exits at tenures up to the horizon, by `ExitReason.key(atTenure:)`.
    var events = Counts()
    /// Days at risk up to the horizon.
    var daysAtRisk: Int64 = 0

    public init() {}

    public mutating func merge(_ other: Tally) {
      exposedDays += other.exposedDays
      exits.merge(other.exits)
      entered.merge(other.entered)
      left.merge(other.left)
      events.merge(other.events)
      daysAtRisk += other.daysAtRisk
    }
  }

  public func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    let joinedOn = rows[Memberships.joinedOn]
    let leftOn = rows[Memberships.leftOn]
    let leaveReason = rows[Memberships.leaveReason]
    let horizon = horizon

    for row in rows.indices {
      let joined = joinedOn[row]
      let left = leftOn[row]
      guard left ?? .max >= window.start else { continue }
      tallies[rows.guilds[row]].add(
        joined: joined, left: left, reason: left == nil ? nil : ExitReason(leaveReason[row]), in: window,
        horizon: horizon)
    }
  }

  public func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    let months = Double(tally.exposedDays) / Calendar.daysPerMonth
    let voluntary = ExitReason.all.filter { !isInvoluntary($0) }
    let voluntaryExits = voluntary.reduce(0) { $0 + tally.exits[$1.index] }
    let survival = Survival(of: tally, events: voluntary, horizon: Int(horizon))
    let exits = tally.exits.total

    return [
      Self.attritionRate.rate(Double(voluntaryExits), per: months),
      Self.retentionAtHorizon.survival(
        survival.atHorizon, restingOn: Double(tally.daysAtRisk) / Calendar.daysPerMonth,
        hazard: survival.hazard(horizon: horizon),
        flags: survival.isThin ? [.thin] : []),
      Self.letGoRate.rate(Double(tally.exits[ExitReason(.guildInitiated).index]), per: months),
    ]
      + ExitReason.all.filter { tally.exits[$0.index] > 0 }.map { reason in
        Self.exitReasons.part(
          reason.name,
          value: isInvoluntary(reason) || tally.daysAtRisk == 0 ? nil : survival.incidence[reason.index, default: 0],
          tally.exits[reason.index], of: exits)
      }
  }

  private func isInvoluntary(_ reason: ExitReason) -> Bool { reason.reason.map(involuntary.contains) ?? false }
}

/// A leave reason, or that none was given.
struct ExitReason {
  let reason: LeaveReason?
  /// In the order of the closed list, unknown last.
  let index: Int

  init(_ reason: LeaveReason?) {
    self.reason = reason
    index = reason.flatMap(LeaveReason.allCases.firstIndex) ?? LeaveReason.allCases.count
  }

  static let all = LeaveReason.allCases.map(ExitReason.init) + [ExitReason(nil)]
  var name: String { reason?.rawValue ?? "unknown" }
  /// One number for both, for counts by tenure and reason.
  func key(atTenure tenure: Int) -> Int { ExitReason.key(atTenure: tenure) + index }
  static func key(atTenure tenure: Int) -> Int { tenure * all.count }
  static func index(ofKey key: Int) -> Int { key % all.count }
}

extension Retention.Tally {
  /// Adds a spell that was not over before the window; `reason` is nil where it is not over at its end either.
  mutating func add(joined: Int64, left end: Int64?, reason: ExitReason?, in window: Window, horizon: Int64) {
    exposedDays += Memberships.exposedDays(joined: joined, left: end, in: window)
    if let reason { exits.add(at: reason.index) }

    // At risk at tenures a < u ≤ b.
    let a = max(0, window.start - 1 - joined)
    let b = end.map { max(1, $0 - joined) } ?? (window.end - 1 - joined)
    guard a < horizon, b > a else { return }
    daysAtRisk += min(b, horizon) - a
    entered.add(at: Int(a))
    if b < horizon { left.add(at: Int(b)) }
    if let reason, b <= horizon { events.add(at: reason.key(atTenure: Int(b))) }
  }
}
