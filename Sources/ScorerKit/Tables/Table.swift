/// A table of the data contract: its columns, and when a row of it is bad.
///
/// Of a table that any scorer reads, the host reads every column but ids and texts, and sees that those required are there:
/// so a row is good or bad whatever the programme.
public struct Table: Sendable {
  public let name: String
  /// What tells one row from another. `check` verifies that it is unique; a run takes it to be.
  public let key: [String]
  /// The column a row is dated by: at or past the cutoff, the row does not exist yet. `nil`: rows have no date.
  public let datedBy: String?
  public let columns: [ColumnDefinition]
  public let rules: [RowRule]

  public init(
    _ name: String, key: [String], datedBy: String?, columns: [ColumnDefinition], rules: [RowRule] = []
  ) {
    self.name = name
    self.key = key
    self.datedBy = datedBy
    self.columns = columns
    self.rules = rules
  }

  public func column(_ name: String) -> ColumnDefinition? { columns.first { $0.name == name } }
}

/// What must hold within one row; a row that breaks a rule is set aside as bad, with the rule's sentence as its cause.
public enum RowRule: Sendable, Equatable {
  /// `later` must not come before the first of `earlier` that is present.
  case order(later: String, earlier: [String])
  /// `column` must be filled in where the closed list `when` says one of `words`.
  case needed(column: String, when: String, words: [String])

  public var columns: [String] {
    switch self {
    case .order(let later, let earlier): [later] + earlier
    case .needed(let column, let when, _): [column, when]
    }
  }

  /// The cause of a row that breaks it.
  public var cause: String {
    switch self {
    case .order(let later, let earlier): "\(later) is before \(earlier.joined(separator: " or "))"
    case .needed(let column, let when, let words):
      "\(column) is missing though \(when) is \(words.joined(separator: " or "))"
    }
  }
}

/// The columns of one table that a scorer reads.
public struct TableUse: Sendable {
  public let table: Table
  public let columns: [String]
}

extension Table {
  /// What a scorer puts in `reads`: `Requests.table.reading(Requests.openedAt, Requests.resolvedAt)`.
  public func reading<each Element>(_ column: repeat Column<each Element>) -> TableUse {
    var names: [String] = []
    for column in repeat each column { names.append(column.name) }
    return TableUse(table: self, columns: names)
  }
}
