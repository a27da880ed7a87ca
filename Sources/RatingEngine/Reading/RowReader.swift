import ScorerKit

/// Reads one table's rows off blocks: from bytes to typed values, good rows told from bad.
///
/// One a worker and table. What it keeps between rows is scratch space, so that a row allocates nothing.
struct RowReader {
  let plan: TablePlan
  let cutoff: Window
  let rates: ExchangeRates
  /// The present row's values by slot of `plan.columns`.
  private(set) var values: ContiguousArray<Int64>
  /// Slots whose time lies at or past the cutoff, and so counts as missing.
  private var isCut: ContiguousArray<Bool>

  /// What a block came to, besides the rows handed on.
  struct Summary: Sendable {
    /// Rows dated before the cutoff of guilds in the month, good and bad.
    var rows: Int64 = 0
    /// Good ones dated within the rated month.
    var rowsInMonth: Int64 = 0
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
    var summary = Summary()
    summary.lines = try block.forEachRow(after: plan.header) { row in
      do throws(RowFault) {
        guard let guild = try readRow(row, guilds: &guilds) else { return }
        handOn(guild, values)
        if isInMonth { summary.rowsInMonth += 1 }
      } catch {
        switch error {
        case .bad(let bad): summary.bad.append(bad)
        case .structure(let fault): throw fault
        }
      }
      summary.rows += 1
    }
    return summary
  }

  /// Reads a row into `values`; `nil` for one that is not there as of the cutoff, or whose guild is left out.
  private mutating func readRow(_ row: RawRow, guilds: inout GuildIndex) throws(RowFault) -> Int32? {
    if let malformation = row.malformation(plan.header) { throw .bad(malformation) }
    let guildText = row.walk.text(of: row.fields[plan.guildField])
    let guild = guilds.look(up: guildText)
    if case .leftOut = guild { return nil }

    if let dated = plan.datedSlot {
      try readValue(dated, row)
      if isCut[dated] { return nil }
    }
    try checkRequired(row)
    if case .unknown = guild { throw unknownGuild(row) }
    for slot in plan.columns.indices where slot != plan.datedSlot { try readValue(slot, row) }
    for rule in plan.rules { try check(rule, row) }
    if let money = plan.currency { try convert(money, row) }
    if case .known(let index) = guild { return index }
    return guilds.insert(guildText)
  }

  /// Whether the row is dated within the rated month.
  private var isInMonth: Bool {
    guard let slot = plan.datedSlot else { return false }
    return plan.columns[slot].definition.type == .time
      ? values[slot] >= cutoff.startTime : values[slot] >= cutoff.start
  }

  private func checkRequired(_ row: RawRow) throws(RowFault) {
    for (column, field) in plan.requiredFields {
      if row.fields[field].isEmpty { throw .bad(row.bad("\(column.name) is missing", at: field)) }
      if row.fields[field].length > ColumnType.longestID, column.type == .id {
        throw .bad(row.bad("\(column.name) is too long", at: field, expected: ColumnType.id.expectation))
      }
    }
  }

  private func unknownGuild(_ row: RawRow) -> RowFault {
    let content = row.content(plan.guildField)
    if String(validating: content, as: UTF8.self) == nil {
      return .structure(row.fault("guild_id is not UTF-8", at: plan.guildField))
    }
    return .bad(row.bad("unknown guild", at: plan.guildField, expected: "a guild_id of the table guilds"))
  }

  private mutating func readValue(_ slot: Int, _ row: RawRow) throws(RowFault) {
    let column = plan.columns[slot]
    values[slot] = missingValue
    isCut[slot] = false
    guard let index = column.field else { return }
    if let known = column.knownFrom, isCut[known] {
      isCut[slot] = true
      return
    }
    let field = row.fields[index]
    if field.isEmpty {
      guard !column.definition.isRequired else {
        throw .bad(
          row.bad("\(column.definition.name) is missing", at: index, expected: column.definition.type.expectation))
      }
      return
    }
    let parsed =
      field.hasDoubledQuotes
      ? row.content(index).withUnsafeBufferPointer(column.definition.type.parse)
      : column.definition.type.parse(row.walk.bytes(of: field))
    switch parsed {
    case .fault(let fault):
      guard String(validating: row.walk.bytes(of: field), as: UTF8.self) != nil else {
        throw .structure(row.fault("\(column.definition.name) is not UTF-8", at: index))
      }
      throw .bad(
        row.bad(fault.cause(column: column.definition), at: index, expected: column.definition.type.expectation))
    case .value(let value):
      switch column.definition.type {
      case .time: isCut[slot] = value >= cutoff.endTime
      case .day: isCut[slot] = value >= cutoff.end
      default: break
      }
      if !isCut[slot] { values[slot] = value }
    }
  }

  private func check(_ rule: TablePlan.PlannedRule, _ row: RawRow) throws(RowFault) {
    switch rule {
    case .order(let later, let earlier, let cause):
      guard values[later] != missingValue, let first = earlier.first(where: { values[$0] != missingValue }) else {
        return
      }
      if values[later] < values[first] { throw .bad(row.bad(cause, at: plan.columns[later].field)) }
    case .needed(let column, let when, let words, let cause):
      if values[column] == missingValue, !isCut[column], words.contains(values[when]) {
        throw .bad(row.bad(cause, at: plan.columns[when].field))
      }
    }
  }

  /// Turns the row's amounts into the programme's currency.
  private mutating func convert(_ money: TablePlan.CurrencyFields, _ row: RawRow) throws(RowFault) {
    let currency = row.content(money.currency)
    if rates.isOwn(currency) { return }
    let period = Month(ordinal: values[money.period])
    guard let rate = rates.rate(of: currency, in: period) else {
      let name = printable(String(decoding: currency, as: UTF8.self))
      let mend = "add it to fx_rates.csv (the programme's currency is \(rates.currency))"
      throw .structure(row.fault("no rate for \(name) in \(period); \(mend)", at: money.currency))
    }
    for (slot, column) in plan.columns.enumerated()
    where column.definition.type == .money && values[slot] != missingValue {
      guard let amount = rate.convert(values[slot]) else {
        throw .bad(row.bad("\(column.definition.name) is too large", at: column.field))
      }
      values[slot] = amount
    }
  }
}
