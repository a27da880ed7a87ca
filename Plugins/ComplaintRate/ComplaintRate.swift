import ScorerKit

/// How often broadcasters complain of the guild and are found right.
public struct ComplaintRate: Scorer {
  public static let id = "complaint_rate"
  public static let title = "Complaint rate"
  public static let summary = "How often complaints about the guild are upheld, for the broadcasters it has."
  public static let version = 1

  @Setting("What an upheld complaint counts, by severity.", .counts(by: Severity.self, 0...1000))
  public var severityWeights: [Severity: Int64] = [.minor: 1, .major: 3, .critical: 10]

  public init() {}

  public static let reads = [
    Complaints.table.reading(
      Complaints.filedAt, Complaints.severity, Complaints.outcome, Complaints.decidedAt),
    Memberships.table.reading(Memberships.joinedOn, Memberships.leftOn),
  ]

  public struct Tally: Mergeable {
    /// Days of membership in the window, over all spells.
    var exposedDays: Int64 = 0
    /// Complaints filed in the window, and those of them undecided at its end.
    var filed: Int64 = 0
    var undecided: Int64 = 0
    /// Complaints decided in the window: upheld by severity (as its place in the closed list), and rejected.
    var upheld = Counts()
    var rejected: Int64 = 0

    public init() {}

    public mutating func merge(_ other: Tally) {
      exposedDays += other.exposedDays
      filed += other.filed
      undecided += other.undecided
      upheld.merge(other.upheld)
      rejected += other.rejected
    }
  }

  public func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    if rows.table == Memberships.table.name {
      let (joinedOn, leftOn) = (rows[Memberships.joinedOn], rows[Memberships.leftOn])
      for row in rows.indices {
        tallies[rows.guilds[row]].exposedDays += Memberships.exposedDays(
          joined: joinedOn[row], left: leftOn[row], in: window)
      }
      return
    }
    let (filedAt, decidedAt) = (rows[Complaints.filedAt], rows[Complaints.decidedAt])
    let (severity, outcome) = (rows[Complaints.severity], rows[Complaints.outcome])
    for row in rows.indices {
      let guild = rows.guilds[row]
      let decided = decidedAt[row]
      if window.contains(time: filedAt[row]) {
        tallies[guild].filed += 1
        if decided == nil { tallies[guild].undecided += 1 }
      }
      if let decided, window.contains(time: decided) {
        switch outcome[row] {
        case .upheld: tallies[guild].upheld.add(at: severity[row].place)
        case .rejected: tallies[guild].rejected += 1
        case .pending, .withdrawn: break
        }
      }
    }
  }

  public func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    let thousandMonths = Double(tally.exposedDays) / (1000 * Calendar.daysPerMonth)
    let upheld = tally.upheld.total
    // In 128 bits, as tallies that were read may be anybody's.
    let weighted = Severity.allCases.reduce(Int128(0)) {
      $0 + Int128(tally.upheld[$1.place]) * Int128(severityWeights[$1, default: 0])
    }
    let squares = Severity.allCases.reduce(0.0) {
      let weight = Double(severityWeights[$1, default: 0])
      return $0 + Double(tally.upheld[$1.place]) * weight * weight
    }
    let shares = [
      Self.filedPer1000.rate(Double(tally.filed), per: thousandMonths),
      Self.upholdShare.proportion(upheld, of: upheld + tally.rejected),
      Self.pendingShare.proportion(tally.undecided, of: tally.filed),
    ]
    guard tally.exposedDays > 0 || upheld == 0 else {
      let reason = "complaints were upheld, and nobody was a member in the window"
      return [
        Self.upheldPer1000.unrated(because: reason, numerator: Double(upheld)),
        Self.severityWeightedPer1000.unrated(because: reason, numerator: Double(weighted)),
      ] + shares
    }
    return [
      Self.upheldPer1000.rate(Double(upheld), per: thousandMonths),
      Self.severityWeightedPer1000.rate(Double(weighted), per: thousandMonths, squares: squares),
    ] + shares
  }
}

extension Severity {
  /// Its place in the closed list.
  var place: Int {
    switch self {
    case .minor: 0
    case .major: 1
    case .critical: 2
    }
  }
}
