import RatingRecord
import ScorerKit

/// What a ledger says before a month is published in it.
public struct Standing: Sendable {
  /// All there are, in their order.
  public var entries: [LedgerEntry]
  /// What rating the month goes by.
  public var history: History

  public init(entries: [LedgerEntry], history: History = .none) {
    self.entries = entries
    self.history = history
  }

  /// Digest of all that was published.
  var head: String? { entries.last?.digest }

  /// The month's last version.
  public func latest(of month: Month) -> LedgerEntry? { entries.last { $0.month == month } }

  /// The last version of the last month before.
  public func latest(before month: Month) -> LedgerEntry? {
    entries.lazy.map(\.month).filter { $0 < month }.max().flatMap { latest(of: $0) }
  }

  /// What rating a month goes by: what the ledger said before the month's last final version was published, so that it comes out
  /// again as it was; all of it where there is none, and for a revision, so that an earlier month's can set this one right too.
  func known(for month: Month, revising: Bool = false) -> Standing {
    guard !revising, let last = entries.last(where: { $0.month == month && $0.status == .final }) else { return self }
    return Standing(entries: entries.filter { $0.number < last.number })
  }

  /// The last final version of each of these months, oldest first.
  func finals(in months: Range<Month>) -> [LedgerEntry] {
    let finals = entries.filter { $0.status == .final && months.contains($0.month) }
    return Dictionary(finals.map { ($0.month, $0) }) { $1 }.values.sorted { $0.month < $1.month }
  }

  /// How long after a month's end it may be published: a year off is a slip of the pen.
  static let patience: Int64 = 366

  /// The place a month gets that is published now, and is not in the ledger as it is.
  ///
  /// What is only provisional stands in nobody's way: its month or its day may have been a mistake.
  ///
  /// - Parameters:
  ///   - corrections: the programme's days for them; `nil`: none.
  ///   - programme: the programme's digest; `nil` where it is not known yet.
  ///   - skippingMonths: leave out those between the last one and this one.
  public func next(
    _ month: Month, _ status: Status, on day: Day, corrections: Int64?, appeals: AppealRules? = nil,
    programme: String? = nil, skippingMonths: Bool = false
  ) throws(Refusal) -> Publication {
    let latest = latest(of: month)
    if latest?.status == .final { throw .alreadyFinal(month) }
    let end = Day(ordinal: month.adding(1).firstDay).adding(-1)
    guard day > end else { throw .monthNotOver(month) }
    guard day <= end.adding(Standing.patience) else { throw .tooLate(month, on: day) }
    let finals = entries.filter { $0.status == .final }
    if let later = finals.map(\.month).max(), later > month { throw .laterMonth(month, later: later) }
    if let earlier = self.latest(before: month) {
      guard earlier.status == .final else { throw .earlierProvisional(earlier.month) }
      let follower = earlier.month.adding(1)
      guard follower == month || skippingMonths else { throw .gap(month, from: follower, to: month.adding(-1)) }
    }
    if let last = finals.map(\.on).max(), day < last { throw .backdated(latest: last) }
    // Days once given are kept, whatever a later version gave and the programme says now.
    let promised = entries.filter { $0.month == month }.compactMap(\.correctionsUntil).max()
    if status == .final {
      if let latest, let programme, latest.programme.digest != programme { throw .otherProgramme(month) }
      if let promised {
        guard day > promised else { throw .correctionsOpen(month, until: promised) }
      } else if corrections != nil {
        throw .notProvisional(month)
      }
    }
    let given = [promised.flatMap { $0 < day ? nil : $0 }, corrections.map { day.adding($0) }].compactMap { $0 }.max()
    return Publication(
      version: (latest?.version ?? 0) + 1, on: day.description,
      correctionsUntil: status == .provisional ? given?.description : nil, previous: head,
      appealsUntil: status == .final ? appeals.map { day.adding($0.within).description } : nil)
  }

  /// The place that a revision of a final month gets.
  ///
  /// - Parameters:
  ///   - appeals: those it is made for.
  ///   - programme: the programme's digest.
  public func revision(
    of month: Month, for appeals: [Appeal], on day: Day, rules: AppealRules? = nil, programme: String
  ) throws(Refusal) -> Publication {
    guard let latest = latest(of: month), latest.status == .final else { throw .notFinal(month) }
    guard latest.programme.digest == programme else { throw .otherProgrammeOfFinal(month) }
    for appeal in appeals {
      guard appeal.against.month == month else { throw .appealOfOther(appeal.id, of: appeal.against.month) }
      guard let decision = appeal.decision, decision.outcome != .rejected else {
        throw .appealNotUpheld(appeal.id, appeal.state)
      }
      if let revision = appeal.revision { throw .appealApplied(appeal.id, month, version: revision.version) }
      guard day >= decision.event.on else { throw .beforeDecision(appeal.id, decided: decision.event.on) }
      guard day <= decision.event.on.adding(AppealTexts.patience) else { throw .longAfterDecision(appeal.id, on: day) }
    }
    let finals = entries.filter { $0.status == .final }
    if let last = finals.map(\.on).max(), day < last { throw .backdated(latest: last) }
    // Days once given are kept.
    let promised = entries.filter { $0.month == month }.compactMap(\.appealsUntil)
    let until = (promised + [rules.map { day.adding($0.within) }].compactMap { $0 }).max()
    return Publication(
      version: latest.version + 1, on: day.description, previous: head, appealsUntil: until?.description,
      revises: latest.version, appeals: appeals.map(\.number).sorted().map(appealID))
  }

  /// What whoever rates a month by the ledger should know, though nothing is wrong with it.
  ///
  /// - Parameter digest: the programme's.
  public func notes(on month: Month, programme digest: String) -> [String] {
    guard let last = latest(before: month) else { return [] }
    var notes: [String] = []
    let follower = last.month.adding(1)
    if follower < month {
      notes.append("\(missing(follower, month.adding(-1))) in the ledger, which goes on from \(last.month)")
    }
    if last.status != .final {
      notes.append("\(last.month) is only provisional, so its figures do not count")
    }
    if last.programme.digest != digest {
      notes.append("the programme is another than \(last.month)’s")
    }
    return notes
  }
}
