import RatingRecord
import ScorerKit

/// A guild's appeal against what a published version says of it, and what became of it.
public struct Appeal: Sendable, Equatable {
  /// Counts from 1 over the whole ledger.
  public var number: Int
  public var guild: Identifier
  public var against: Version
  /// Its grounds: the measures that are held to be wrong, and the rows behind them, as far as it names any.
  public var measures: [MeasureName]
  public var rows: [RowReference]
  /// The last day for a decision; `nil`: the programme promised none.
  public var decideBy: Day?
  public var opened: AppealEvent
  public var decision: Decision?
  public var withdrawn: AppealEvent?
  /// The version of its month that it led to.
  public var revision: Version?

  /// A version of a month, and its entry's digest.
  public struct Version: Sendable, Equatable {
    public var month: Month
    public var version: Int
    public var digest: String
  }

  public struct Decision: Sendable, Equatable {
    public var event: AppealEvent
    public var outcome: Outcome
    public var decidedBy: String
    /// What it led to.
    public var corrections: [Correction]
  }

  public enum Outcome: String, Sendable, CaseIterable {
    case upheld, partly, rejected
  }

  public enum State: String, Sendable, CaseIterable {
    case open, upheld, partly, rejected, withdrawn
  }

  /// `A1`.
  public var id: String { appealID(number) }

  public var state: State {
    if withdrawn != nil { return .withdrawn }
    return switch decision?.outcome {
    case .upheld: .upheld
    case .partly: .partly
    case .rejected: .rejected
    case nil: .open
    }
  }

  /// In their order.
  public var events: [AppealEvent] { [opened, decision?.event, withdrawn].compactMap { $0 } }

  /// By how many days the decision came after its last day; of an open one, as of that day. `nil` where it is not late.
  public func daysLate(on day: Day? = nil) -> Int64? {
    guard let decideBy, withdrawn == nil, let end = decision?.event.on ?? day, end > decideBy else { return nil }
    return end.ordinal - decideBy.ordinal
  }
}

/// `A1`.
func appealID(_ number: Int) -> String { "A\(number)" }

/// A row of a table: its key columns joined by `|`, as in `Correction.rowKey`.
public struct RowReference: Sendable, Hashable {
  public var table: String
  public var key: Identifier

  public init(table: String, key: Identifier) {
    self.table = table
    self.key = key
  }
}

/// Something that happened to an appeal.
public struct AppealEvent: Sendable, Equatable {
  /// Counts from 1 over all appeals.
  public var number: Int
  /// The appeal's number.
  public var appeal: Int
  public var kind: Kind
  public var on: Day
  public var reason: String
  /// The digest of the ledger's last publication at the time.
  public var publication: String
  /// The digest of the event before; `nil` for the first.
  public var previous: String?
  /// Of all that it says, that of the event before included.
  public var digest: String

  public enum Kind: String, Sendable {
    case opened, decided, withdrawn
  }
}

extension Appeal {
  /// What an event of this appeal has its digest of: each fact with its length in bytes, so that no text passes for another fact.
  func reckonedDigest(of event: AppealEvent) -> String {
    var facts = Facts()
    facts.add("event", "\(event.number)")
    facts.add("appeal", "\(event.appeal)")
    facts.add("kind", event.kind.rawValue)
    facts.add("on", event.on.description)
    facts.add("reason", event.reason)
    facts.add("publication", event.publication)
    facts.add("previous", event.previous)
    switch event.kind {
    case .opened:
      facts.add("against", against.digest)
      facts.add("guild", guild.bytes)
      facts.add("decide_by", decideBy?.description)
      for measure in measures {
        facts.add("scorer", measure.scorer)
        facts.add("measure", measure.measure)
      }
      for row in rows {
        facts.add("table", row.table)
        facts.add("row_key", row.key.bytes)
      }
    case .decided:
      facts.add("outcome", decision?.outcome.rawValue)
      facts.add("decided_by", decision?.decidedBy)
      for correction in decision?.corrections ?? [] { facts.add(correction) }
    case .withdrawn: break
    }
    return digestText(of: facts.bytes)
  }
}

private struct Facts {
  private(set) var bytes = Array("guildmark/appeal/1\n".utf8)

  mutating func add(_ key: String, _ value: [UInt8]) { bytes += "\(key) \(value.count):".utf8 + value + "\n".utf8 }
  mutating func add(_ key: String, _ value: String) { add(key, Array(value.utf8)) }

  /// No length, where there is nothing.
  mutating func add(_ key: String, _ value: String?) {
    if let value { add(key, value) } else { bytes += "\(key) none\n".utf8 }
  }

  mutating func add(_ correction: Correction) {
    add("table", correction.table)
    add("row_key", correction.rowKey.bytes)
    switch correction.action {
    case .setAside: add("set_aside", "")
    case .amend(let column, let value):
      add("amend", column)
      add("value", value.bytes)
    }
    add("reason", correction.reason)
    add("decided_by", correction.decidedBy)
    add("decided_on", correction.decidedOn)
  }
}
