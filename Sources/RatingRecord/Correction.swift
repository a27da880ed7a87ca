import ScorerKit

/// A decision to count a row otherwise than the source has it: a row of the table `corrections`.
public struct Correction: Sendable, Hashable {
  /// The table that the row is of.
  public var table: String
  /// The row's key columns, as they stand in the source, joined by `|`; a `|` or `\` of theirs has a `\` before it.
  public var rowKey: Identifier
  public var action: Action
  public var reason: String
  public var decidedBy: String
  /// `2026-11-05`.
  public var decidedOn: String

  public enum Action: Sendable, Hashable {
    /// As if the source did not have the row.
    case setAside
    /// As if the source had this in that column; empty: nothing.
    case amend(column: String, value: Identifier)
  }

  public init(
    table: String, rowKey: Identifier, action: Action, reason: String, decidedBy: String, decidedOn: String
  ) {
    self.table = table
    self.rowKey = rowKey
    self.action = action
    self.reason = reason
    self.decidedBy = decidedBy
    self.decidedOn = decidedOn
  }
}

extension Correction {
  /// Whether the two, of the same row, can't both be.
  public func disagrees(with other: Correction) -> Bool {
    switch (action, other.action) {
    case (.setAside, .setAside): false
    case (.amend(let column, let value), .amend(let otherColumn, let otherValue)):
      column == otherColumn && value != otherValue
    case (.setAside, .amend), (.amend, .setAside): true
    }
  }
}

/// A correction, and whose figures it is about.
public struct AppliedCorrection: Sendable, Equatable {
  public var correction: Correction
  /// The guild that the row names, and where the correction gives it to another one that too; in the order of their bytes.
  public var guilds: [Identifier]
  /// The table's key columns, which `rowKey` joins.
  public var key: [String]

  public init(correction: Correction, guilds: [Identifier], key: [String] = []) {
    self.correction = correction
    self.guilds = guilds
    self.key = key
  }
}
