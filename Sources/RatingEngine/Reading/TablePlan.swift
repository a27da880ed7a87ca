import ScorerKit

/// How one table's file is read in a run: which fields, in which order, against which rules.
///
/// A class, immutable, so that passing it on counts one reference.
final class TablePlan: Sendable {
  let table: Table
  let path: String
  let header: Header
  /// The columns that are read, in an order in which a column comes after the one it is known from.
  let columns: [PlannedColumn]
  /// Ids and texts that may not be empty.
  let requiredFields: [(column: ColumnDefinition, field: Int)]
  /// Where each of the table's columns stands in the file; `nil`: nowhere.
  let columnFields: [Int?]
  /// Where the guild's field stands.
  let guildField: Int
  /// Where the date stands among `columns`.
  let datedSlot: Int?
  let rules: [PlannedRule]
  let currency: CurrencyFields?
  /// Where a row names its broadcaster; `nil` for a table that does not.
  let broadcaster: BroadcasterField?
  /// The scorers that read this table.
  let uses: [Use]

  struct Use: Sendable {
    /// The scorer's place among all folds.
    let fold: Int
    /// Where in a batch the values of the columns that it asks for start; `nil` where the file has no such column.
    let starts: [String: Int?]
  }

  struct PlannedColumn: Sendable {
    let definition: ColumnDefinition
    /// `nil`: the file has no such column.
    let field: Int?
    /// The slot of the column that says since when this one's content is known.
    let knownFrom: Int?
  }

  enum PlannedRule: Sendable {
    case order(later: Int, earlier: [Int], cause: String)
    case needed(column: Int, when: Int, words: Set<Int64>, cause: String)

    var cause: String {
      switch self {
      case .order(_, _, let cause), .needed(_, _, _, let cause): cause
      }
    }
  }

  /// Where a row says what its amounts are in: the currency's field, and the slot of the period.
  struct CurrencyFields: Sendable {
    let currency: Int
    let period: Int
  }

  /// The broadcaster's field, and the slot of its hash.
  struct BroadcasterField: Sendable {
    let field: Int
    let slot: Int
  }

  /// - Parameter uses: the scorers that read the table.
  /// - Throws: `EngineError.structure` where the header lacks a required column.
  init(_ table: Table, path: String, header: Header, uses: [(fold: Int, columns: [String])]) throws {
    try header.check(against: table, file: path)
    self.table = table
    self.path = path
    self.header = header

    // All that can be wrong is read, whatever scorers ask for. Columns known from another come after it.
    let read = table.columns.filter { $0.type != .id && $0.type != .text }
    let ordered = read.filter { $0.knownFrom == nil } + read.filter { $0.knownFrom != nil }
    func slot(_ name: String) -> Int? { ordered.firstIndex { $0.name == name } }
    columns = ordered.map {
      PlannedColumn(definition: $0, field: header.index(of: $0.name), knownFrom: $0.knownFrom.flatMap(slot))
    }
    datedSlot = table.datedBy.flatMap(slot)
    requiredFields = table.columns.filter { $0.isRequired && ($0.type == .id || $0.type == .text) }
      .compactMap { column in header.index(of: column.name).map { (column, $0) } }
    columnFields = table.columns.map { header.index(of: $0.name) }
    guard let guildField = header.index(of: "guild_id") else {
      throw EngineError.structure(
        Place(file: path, line: 1, column: 1), problem: "a table of events needs a column guild_id")
    }
    self.guildField = guildField
    rules = table.rules.compactMap { rule in
      switch rule {
      case .order(let later, let earlier):
        guard let laterSlot = slot(later) else { return nil }
        return .order(later: laterSlot, earlier: earlier.compactMap(slot), cause: rule.cause)
      case .needed(let column, let when, let words):
        guard let columnSlot = slot(column), let whenSlot = slot(when),
          case .word(let list)? = table.column(when)?.type
        else { return nil }
        let indices = words.compactMap { word in list.firstIndex(of: word).map(Int64.init) }
        return .needed(column: columnSlot, when: whenSlot, words: Set(indices), cause: rule.cause)
      }
    }
    if read.contains(where: { $0.type == .money }), let currencyField = header.index(of: "currency"),
      let period = slot("period")
    {
      currency = CurrencyFields(currency: currencyField, period: period)
    } else {
      currency = nil
    }
    let slots = columns.count + (currency == nil ? 0 : 1)
    broadcaster =
      table.column("broadcaster_id")?.type == .id
      ? header.index(of: "broadcaster_id").map { BroadcasterField(field: $0, slot: slots) } : nil
    let columns = columns
    self.uses = uses.map { use in
      let starts = use.columns.map { name in
        (name, columns.firstIndex { $0.definition.name == name && $0.field != nil }.map { $0 * Batch.capacity })
      }
      return Use(fold: use.fold, starts: Dictionary(uniqueKeysWithValues: starts))
    }
  }

  /// Those of the table's columns that the file has, whether anybody reads them or not.
  var columnNames: Set<String> { Set(table.columns.map(\.name).filter { header.index(of: $0) != nil }) }

  /// The slots of amounts.
  var amounts: [Int] { columns.indices.filter { columns[$0].definition.type == .money } }

  /// How many values a row has in a batch: one a column, the currency's place where there are amounts, and the broadcaster's
  /// hash where there is one.
  var slots: Int { columns.count + (currency == nil ? 0 : 1) + (broadcaster == nil ? 0 : 1) }
}
