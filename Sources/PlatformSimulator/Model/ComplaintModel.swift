import ScorerKit

/// What is complained of in a guild of some conduct, and how the platform decides.
///
/// Complaints are filed at a constant rate a broadcaster-day (Poisson). After a time spread evenly over 1 to 27 days each
/// is upheld, rejected or withdrawn, whatever its severity.
struct ComplaintModel: Equatable {
  /// Filings a thousand broadcaster-months.
  var filed: Double
  var upheld, rejected: Double
  /// Shares of minor, major and critical.
  var severities: [Double]

  static let withdrawn = 0.05
  /// Seconds to a decision: at least, and under.
  static let decision = (from: 1 * Calendar.secondsPerDay, to: 27 * Calendar.secondsPerDay)
  static let meanDecisionDays = 14.0

  init(conduct: Double) {
    filed = 8 + 72 * (1 - conduct) * (1 - conduct)
    upheld = 0.25 + 0.4 * (1 - conduct)
    rejected = 1 - upheld - ComplaintModel.withdrawn
    let (major, critical) = (0.2 + 0.1 * (1 - conduct), 0.02 + 0.08 * (1 - conduct))
    severities = [1 - major - critical, major, critical]
  }

  struct Course {
    var severity: Severity
    var outcome: ComplaintOutcome
    /// Seconds from filing to decision.
    var decided: Int64
  }

  func course(_ random: inout Random) -> Course {
    let severity = Severity.allCases[random.index(ofShares: severities)]
    let fate = random.uniform()
    let outcome: ComplaintOutcome = fate < upheld ? .upheld : fate < upheld + rejected ? .rejected : .withdrawn
    let (from, to) = ComplaintModel.decision
    return Course(severity: severity, outcome: outcome, decided: from + Int64(random.below(Int(to - from))))
  }
}

/// Expected values.
extension ComplaintModel {
  /// The mean weight of a complaint under weights 1, 3 and 10.
  var meanSeverity: Double { severities[0] + 3 * severities[1] + 10 * severities[2] }

  /// Of what is filed in a month, the share its end finds undecided: filing is even over the month and every decision
  /// takes less than one, so it is the mean time to a decision ÷ the month's days.
  static func pendingShare(days: Double) -> Double { meanDecisionDays / days }
}
