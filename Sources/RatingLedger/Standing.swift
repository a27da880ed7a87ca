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
  public func latest(before month: Month) -> LedgerEntry? { entries.last { $0.month < month } }

  /// The place a month gets that is published now, and is not in the ledger as it is.
  ///
  /// - Parameter corrections: the programme's days for them; `nil`: none.
  public func next(
    _ month: Month, _ status: Status, on day: Day, corrections: Int64?
  ) throws(Refusal) -> Publication {
    let latest = latest(of: month)
    if latest?.status == .final { throw .alreadyFinal(month) }
    guard day.ordinal >= month.adding(1).firstDay else { throw .monthNotOver(month) }
    if let later = entries.last(where: { $0.month > month }) { throw .laterMonth(month, later: later.month) }
    if let earlier = self.latest(before: month), earlier.status != .final { throw .earlierProvisional(earlier.month) }
    if let last = entries.last, day < last.on { throw .backdated(latest: last.on) }
    if status == .final {
      // Days once given are kept, whatever the programme says now.
      if let until = latest?.correctionsUntil {
        guard day > until else { throw .correctionsOpen(month, until: until) }
      } else if corrections != nil {
        throw .notProvisional(month)
      }
    }
    let until = status == .provisional ? corrections.map { day.adding($0).description } : nil
    return Publication(
      version: (latest?.version ?? 0) + 1, on: day.description, correctionsUntil: until, previous: head)
  }

  /// What whoever publishes should know, though nothing is wrong with it.
  func notes(on month: Month, programme digest: String) -> [String] {
    guard let last = latest(before: month) else { return [] }
    var notes: [String] = []
    if last.month.adding(1) < month {
      let gap = last.month.adding(2) == month
      let months = gap ? "\(last.month.adding(1)) is" : "\(last.month.adding(1)) to \(month.adding(-1)) are"
      notes.append("\(months) not in the ledger, which goes on from \(last.month)")
    }
    if last.programme.digest != digest {
      notes.append("the programme is another than \(last.month)’s")
    }
    return notes
  }
}
