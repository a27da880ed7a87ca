import ScorerKit

/// A block that could not be read on: the first such place in a file ends the run.
struct BlockFault: Error {
  /// Relative to the block's first line, from 0.
  var line: Int
  var column: Int
  var problem: String
}

/// A bad row as its block knows it.
struct LocalBadRow: Sendable {
  /// Relative to the block's first line, from 0.
  var line: Int
  var column: Int
  var cause: String
  var value: String?
  var expectation: String?
}

/// Reads one table's rows off blocks: from bytes to typed values, good rows told from bad.
///
/// One a worker and table. What it keeps between rows is scratch space, so that a row allocates nothing.
struct RowReader {
  let plan: TablePlan
  let cutoff: Window
  let rates: ExchangeRates
  private var fields: ContiguousArray<Field> = []
  /// The present row's values by slot of `plan.columns`.
  private(set) var values: ContiguousArray<Int64>
  /// Slots whose time lies at or past the cutoff, and so counts as missing.
  private var isCut: ContiguousArray<Bool>

  /// What a block came to, besides the rows handed on.
  struct Summary: Sendable {
    /// Rows dated before the cutoff of guilds in the month, good and bad.
    var rows: Int64 = 0
    var lines = 0
    var bad: [LocalBadRow] = []
  }

  init(plan: TablePlan, cutoff: Window, rates: ExchangeRates) {
    self.plan = plan
    self.cutoff = cutoff
    self.rates = rates
    values = ContiguousArray(repeating: missingValue, count: plan.columns.count)
    isCut = ContiguousArray(repeating: false, count: plan.columns.count)
  }

  /// Reads a block's rows and hands the good ones on, as their guild's index and `values`.
  ///
  /// - Parameter guilds: gains the guilds of good rows where it is an open list.
  /// - Throws: `BlockFault` where the structure can't be read.
  mutating func read(
    _ block: Block, guilds: inout GuildIndex, handOn: (Int32, ContiguousArray<Int64>) -> Void
  ) throws -> Summary {
    try block.bytes.withUnsafeBytes { buffer in
      var summary = Summary()
      let skipped = block.number == 0 ? plan.header.length : 0
      var walk = RowWalk(UnsafeRawBufferPointer(rebasing: buffer[skipped...]))
      let firstLine = block.number == 0 ? plan.header.lines : 0
      let hasNul = walk.firstNul(from: 0) != nil
      while true {
        let line = firstLine + walk.lines
        let rowStart = walk.position
        let outcome = walk.readRow(into: &fields)
        if outcome == .none { break }
        if outcome == .unclosedQuote {
          let (lines, column) = walk.offset(of: walk.openQuote, fromRowAt: rowStart)
          let problem = "a quote opens here and is " + (block.isOverlong ? "not closed within 16 MiB" : "never closed")
          throw BlockFault(line: line + lines, column: column, problem: problem)
        }
        if block.isOverlong {
          throw BlockFault(line: line, column: 1, problem: "this row is longer than 16 MiB; this is no CSV file")
        }
        if fields.isEmpty { continue }
        func place(_ position: Int) -> (line: Int, column: Int) {
          let (lines, column) = walk.offset(of: position, fromRowAt: rowStart)
          return (line + lines, column)
        }
        if hasNul, let nul = walk.firstNul(from: rowStart) {
          let (line, column) = place(nul)
          throw BlockFault(line: line, column: column, problem: "a NUL byte; this is no text file")
        }
        do throws(RowFault) {
          guard outcome != .textAfterQuote else { throw .bad(cause: "text follows a closing quote", field: nil) }
          guard let guild = try readRow(walk, guilds: &guilds) else { continue }
          summary.rows += 1
          handOn(guild, values)
        } catch {
          switch error {
          case .bad(let cause, let field, let expectation):
            summary.rows += 1
            let (line, column) = place(field.map { fields[$0].start } ?? rowStart)
            summary.bad.append(
              LocalBadRow(
                line: line, column: column, cause: cause,
                value: field.map { String(decoding: walk.content(of: fields[$0]).prefix(60), as: UTF8.self) },
                expectation: expectation))
          case .structure(let problem, let field):
            let (line, column) = place(fields[field].start)
            throw BlockFault(line: line, column: column, problem: problem)
          }
        }
      }
      summary.lines = firstLine + walk.lines
      return summary
    }
  }

  private enum RowFault: Error {
    case bad(cause: String, field: Int?, expectation: String? = nil)
    case structure(problem: String, field: Int)
  }

  /// Reads the present row into `values`; `nil` for a row that is not there as of the cutoff, or whose guild is left out.
  private mutating func readRow(_ walk: RowWalk, guilds: inout GuildIndex) throws(RowFault) -> Int32? {
    guard fields.count == plan.header.names.count else {
      throw .bad(
        cause: "wrong number of fields", field: nil,
        expectation: "\(plan.header.names.count) fields, found \(fields.count)")
    }
    let guildField = fields[plan.guildField]
    let guildText = walk.text(of: guildField)
    let guild = guilds.look(up: guildText)
    if case .leftOut = guild { return nil }

    if let dated = plan.datedSlot {
      try readValue(dated, walk)
      if isCut[dated] { return nil }
    }
    for (name, field) in plan.keyFields {
      if fields[field].isEmpty { throw .bad(cause: "\(name) is missing", field: field) }
      if fields[field].length > ColumnType.longestID, plan.table.column(name)?.type == .id {
        throw .bad(cause: "\(name) is too long", field: field, expectation: ColumnType.id.expectation)
      }
    }
    if guildField.isEmpty { throw .bad(cause: "guild_id is missing", field: plan.guildField) }
    if case .unknown = guild {
      let content = walk.content(of: guildField)
      guard String(validating: content, as: UTF8.self) != nil else {
        throw .structure(problem: "guild_id is not UTF-8", field: plan.guildField)
      }
      throw content.count > ColumnType.longestID
        ? .bad(cause: "guild_id is too long", field: plan.guildField, expectation: ColumnType.id.expectation)
        : .bad(cause: "unknown guild", field: plan.guildField, expectation: "a guild_id of the table guilds")
    }
    for slot in plan.columns.indices where slot != plan.datedSlot { try readValue(slot, walk) }
    for rule in plan.rules { try check(rule) }
    if let currency = plan.currency { try convert(currency, walk) }
    if case .known(let index) = guild { return index }
    return guilds.insert(guildText)
  }

  private mutating func readValue(_ slot: Int, _ walk: RowWalk) throws(RowFault) {
    let column = plan.columns[slot]
    values[slot] = missingValue
    isCut[slot] = false
    guard let index = column.field else { return }
    if let known = column.knownFrom, isCut[known] {
      isCut[slot] = true
      return
    }
    let field = fields[index]
    if field.isEmpty {
      guard !column.definition.isRequired else {
        throw .bad(
          cause: "\(column.definition.name) is missing", field: index, expectation: column.definition.type.expectation)
      }
      return
    }
    let parsed =
      field.hasDoubledQuotes
      ? walk.content(of: field).withUnsafeBufferPointer(column.definition.type.parse)
      : column.definition.type.parse(walk.bytes(of: field))
    switch parsed {
    case .fault(let fault):
      guard String(validating: walk.bytes(of: field), as: UTF8.self) != nil else {
        throw .structure(problem: "\(column.definition.name) is not UTF-8", field: index)
      }
      throw .bad(
        cause: fault.cause(column: column.definition), field: index,
        expectation: column.definition.type.expectation)
    case .value(let value):
      switch column.definition.type {
      case .time: isCut[slot] = value >= cutoff.endTime
      case .day: isCut[slot] = value >= cutoff.end
      default: break
      }
      if !isCut[slot] { values[slot] = value }
    }
  }

  private func check(_ rule: TablePlan.PlannedRule) throws(RowFault) {
    switch rule {
    case .order(let later, let earlier, let cause):
      guard values[later] != missingValue, let first = earlier.first(where: { values[$0] != missingValue }) else {
        return
      }
      if values[later] < values[first] { throw .bad(cause: cause, field: plan.columns[later].field) }
    case .needed(let column, let when, let words, let cause):
      if values[column] == missingValue, !isCut[column], words.contains(values[when]) {
        throw .bad(cause: cause, field: plan.columns[when].field)
      }
    }
  }

  /// Turns the row's amounts into the programme's currency.
  private mutating func convert(_ money: TablePlan.CurrencyFields, _ walk: RowWalk) throws(RowFault) {
    let currency = fields[money.currency]
    guard !currency.isEmpty else { throw .bad(cause: "currency is missing", field: money.currency) }
    let content = walk.content(of: currency)
    if rates.isOwn(content) { return }
    guard case .value(let period) = ColumnType.month.parse(walk.bytes(of: fields[money.period])) else {
      throw .bad(cause: "period is not a month", field: money.period, expectation: ColumnType.month.expectation)
    }
    guard let rate = rates.rate(of: content, in: Month(ordinal: period)) else {
      throw .structure(
        problem: """
          no rate for \(printable(String(decoding: content, as: UTF8.self))) in \(Month(ordinal: period)); add it to \
          fx_rates.csv (the programme's currency is \(rates.currency))
          """, field: money.currency)
    }
    for (slot, column) in plan.columns.enumerated() where column.definition.type == .money {
      guard values[slot] != missingValue else { continue }
      guard let amount = rate.convert(values[slot]) else {
        throw .bad(cause: "\(column.definition.name) is too large", field: column.field)
      }
      values[slot] = amount
    }
  }
}
