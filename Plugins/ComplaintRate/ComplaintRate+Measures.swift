import ScorerKit

extension ComplaintRate {
  public static let measures = [upheldPer1000, severityWeightedPer1000, filedPer1000, upholdShare, pendingShare]

  static let upheldPer1000 = Measure(
    "upheld_per_1000", "Upheld complaints", unit: .perThousand, .lower, .rate,
    .scored(weight: 50, .points([.init(0, 100), .init(15, 60), .init(60, 0)])),
    needs: [Complaints.table.need, Complaints.decidedAt.need, Memberships.leftOn.need],
    counting: .init(
      of: "a day of membership lies in {window}",
      when: "outcome is upheld, and decided_at lies in {window}"),
    act: "prevent {change} of the {numerator} upheld complaints",
    playbook: """
      Read each upheld complaint with the people it concerns and write down what changes. A guild that settles a \
      grievance itself, early, spares the broadcaster the complaint.
      """)

  static let severityWeightedPer1000 = Measure(
    "severity_weighted_per_1000", "Upheld complaints by severity", unit: .perThousand, .lower, .rate,
    .scored(weight: 50, .points([.init(0, 100), .init(40, 60), .init(200, 0)])),
    needs: [Complaints.table.need, Complaints.decidedAt.need, Memberships.leftOn.need],
    counting: .init(
      of: "a day of membership lies in {window}",
      when: "outcome is upheld (it weighs {severity_weights}), and decided_at lies in {window}"),
    act: "prevent upheld complaints worth {change} of {numerator} points of severity",
    playbook: """
      One critical complaint weighs as much as many minor ones. Agree who is called, day or night, when safety, \
      harassment or money withheld is at stake.
      """)

  static let filedPer1000 = Measure(
    "filed_per_1000", "Complaints filed", unit: .perThousand, .lower, .rate, .shown,
    needs: [Complaints.table.need, Memberships.leftOn.need],
    counting: .init(
      of: "a day of membership lies in {window}",
      when: "filed_at lies in {window}"))

  static let upholdShare = Measure(
    "uphold_share", "Share upheld of those decided", unit: .share, .lower, .proportion, .shown,
    needs: [Complaints.decidedAt.need],
    counting: .init(
      of: "outcome is upheld or rejected, and decided_at lies in {window}",
      when: "outcome is upheld"))

  static let pendingShare = Measure(
    "pending_share", "Share still undecided", unit: .share, .lower, .proportion, .shown,
    needs: [Complaints.decidedAt.need],
    counting: .init(
      of: "filed_at lies in {window}",
      when: "there is no decided_at by the end of {month}"))
}
