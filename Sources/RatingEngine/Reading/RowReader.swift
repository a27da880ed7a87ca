import ScorerKit

/// Reads rows exactly: from bytes to typed values, whatever their spelling, good rows told from bad.
///
/// One a worker and file. It has the say about every row that is not plain.
struct RowReader {
  let plan: TablePlan
  let cutoff: Window
  let rates: ExchangeRates
  /// What reading a row needs of the plan, without a reference that all threads would count.
  private let slots: ContiguousArray<Slot>
  private let required: ContiguousArray<(field: Int, isID: Bool)>
  private let rules: ContiguousArray<Rule>
  /// The present row's values by slot.
  private(set) var values: ContiguousArray<Int64>
  /// Currencies met with so far, the programme's first.
  private(set) var currencies: IdentifierTable
  /// Slots whose time lies at or past the cutoff, and so counts as missing.
  private var isCut: ContiguousArray<Bool>
  /// `nil` where no correction is about the file's table.
  var corrector: RowCorrector?

  private struct Slot {
    /// −1: the file has no such column.
    let field: Int
    /// −1: known from the start.
    let knownFrom: Int
    let isRequired: Bool
    let type: PlainType

    init(_ column: TablePlan.PlannedColumn) {
      field = column.field ?? -1
      knownFrom = column.knownFrom ?? -1
      isRequired = column.definition.isRequired
      type =
        switch column.definition.type {
        case .time: .time
        case .day: .day
        case .money: .money
        default: .other
        }
    }
  }

  /// The types that are read often, and all others.
  private enum PlainType { case time, day, money, other }

  /// The slot that rows are dated by, where that is a month; −1: there is none.
  private let datedMonth: Int

  private enum Rule {
    case order(later: Int, earlier: ContiguousArray<Int>)
    case needed(column: Int, when: Int, words: ContiguousArray<Int64>)

    init(_ rule: TablePlan.PlannedRule) {
      self =
        switch rule {
        case .order(let later, let earlier, _): .order(later: later, earlier: ContiguousArray(earlier))
        case .needed(let column, let when, let words, _):
          .needed(column: column, when: when, words: ContiguousArray(words))
        }
    }
  }

  init(plan: TablePlan, cutoff: Window, rates: ExchangeRates, corrections: TableCorrections? = nil) {
    corrector = corrections.flatMap { RowCorrector($0, of: plan, cutoff: cutoff) }
    self.plan = plan
    self.cutoff = cutoff
    self.rates = rates
    slots = ContiguousArray(plan.columns.map(Slot.init))
    datedMonth = plan.datedSlot.flatMap { plan.columns[$0].definition.type == .month ? $0 : nil } ?? -1
    required = ContiguousArray(plan.requiredFields.map { ($0.field, $0.column.type == .id) })
    rules = ContiguousArray(plan.rules.map(Rule.init))
    currencies = IdentifierTable([Identifier(rates.currency)])
    values = ContiguousArray(repeating: missingValue, count: plan.slots)
    isCut = ContiguousArray(repeating: false, count: plan.columns.count)
  }

  /// Reads a row into `values`; `nil` for one that is not there as of the cutoff, or whose guild is left out.
  mutating func read(_ row: RawRow, guilds: inout GuildIndex) throws(RowFault) -> Int32? {
    if let malformation = row.malformation(plan.header) { throw .bad(malformation) }
    guard let row = corrector == nil ? row : corrector?.corrected(row) else { return nil }
    let guildText = row.walk.text(of: row.fields[plan.guildField])
    let guild = guilds.look(up: guildText)
    if case .leftOut = guild { return nil }
    var isBadForAnyGuild = true
    do throws(RowFault) {
      guard try readDate(row) else { return nil }
      isBadForAnyGuild = false
      if case .unknown = guild { throw stranger(row) }
      try readRest(row)
    } catch {
      guard guilds.isOpen, case .bad(var bad) = error else { throw error }
      bad.guild = Identifier(row.content(plan.guildField))
      bad.isBadForAnyGuild = isBadForAnyGuild
      throw .bad(bad)
    }
    if case .known(let index) = guild { return index }
    let index = guilds.insert(guildText)
    guard index < GuildIndex.most else {
      throw .structure(row.fault("\(GuildIndex.tooMany)", at: plan.guildField))
    }
    return index
  }

  /// Reads what says whether the row is there as of the cutoff, and sees that no id is missing.
  private mutating func readDate(_ row: RawRow) throws(RowFault) -> Bool {
    if let dated = plan.datedSlot {
      try readValue(dated, row)
      if isCut[dated] { return false }
    }
    try checkRequired(row)
    return true
  }

  private mutating func readRest(_ row: RawRow) throws(RowFault) {
    for slot in slots.indices where slot != plan.datedSlot { try readValue(slot, row) }
    for rule in rules.indices { try check(rule, row) }
    if let money = plan.currency { try convert(money, row) }
    if let broadcaster = plan.broadcaster {
      values[broadcaster.slot] = row.content(broadcaster.field).withUnsafeBytes(broadcasterHash)
    }
  }

  private func checkRequired(_ row: RawRow) throws(RowFault) {
    for (i, (field, isID)) in required.enumerated() {
      let length = row.fields[field].hasDoubledQuotes ? row.content(field).count : row.fields[field].length
      guard length == 0 || isID && length > ColumnType.longestID else { continue }
      let name = plan.requiredFields[i].column.name
      throw length == 0
        ? .bad(row.bad("\(name) is missing", at: field))
        : .bad(row.bad("\(name) is too long", at: field, expected: ColumnType.id.expectation))
    }
  }

  private func stranger(_ row: RawRow) -> RowFault {
    let content = row.content(plan.guildField)
    if String(validating: content, as: UTF8.self) == nil {
      return .structure(row.fault("guild_id is not UTF-8", at: plan.guildField))
    }
    return .bad(row.bad(unknownGuild.cause, at: plan.guildField, expected: unknownGuild.expectation))
  }

  private mutating func readValue(_ place: Int, _ row: RawRow) throws(RowFault) {
    let slot = slots[place]
    values[place] = missingValue
    isCut[place] = false
    guard slot.field >= 0 else { return }
    if slot.knownFrom >= 0, isCut[slot.knownFrom] {
      isCut[place] = true
      return
    }
    if row.fields[slot.field].isEmpty {
      if slot.isRequired { throw missing(place, row) }
      return
    }
    switch parse(place, row) {
    case .fault(let fault): throw bad(fault, place, row)
    case .value(let value):
      switch slot.type {
      case .time: isCut[place] = value >= cutoff.endTime
      case .day: isCut[place] = value >= cutoff.end
      // A month only where it dates the row: a payout's period is no date.
      case .other: isCut[place] = place == datedMonth && value > cutoff.month.ordinal
      case .money: break
      }
      if !isCut[place] { values[place] = value }
    }
  }

  private func parse(_ place: Int, _ row: RawRow) -> Parsed {
    let slot = slots[place]
    let field = row.fields[slot.field]
    if field.hasDoubledQuotes {
      return row.content(slot.field).withUnsafeBufferPointer(plan.columns[place].definition.type.parse)
    }
    let bytes = row.walk.bytes(of: field)
    return switch slot.type {
    case .time: parseTime(bytes).map(Parsed.value) ?? .fault(.malformed)
    case .day: parseDay(bytes).map(Parsed.value) ?? .fault(.malformed)
    case .money: parseMoney(bytes)
    case .other: plan.columns[place].definition.type.parse(bytes)
    }
  }

  private func missing(_ place: Int, _ row: RawRow) -> RowFault {
    let column = plan.columns[place].definition
    return .bad(row.bad("\(column.name) is missing", at: slots[place].field, expected: column.type.expectation))
  }

  private func bad(_ fault: FieldFault, _ place: Int, _ row: RawRow) -> RowFault {
    let (column, field) = (plan.columns[place].definition, slots[place].field)
    guard String(validating: row.walk.bytes(of: row.fields[field]), as: UTF8.self) != nil else {
      return .structure(row.fault("\(column.name) is not UTF-8", at: field))
    }
    return .bad(row.bad(fault.cause(column: column), at: field, expected: column.type.expectation))
  }

  private func check(_ place: Int, _ row: RawRow) throws(RowFault) {
    switch rules[place] {
    case .order(let later, let earlier):
      guard values[later] != missingValue, let first = earlier.first(where: { values[$0] != missingValue }) else {
        return
      }
      if values[later] < values[first] { throw broken(place, at: later, row) }
    case .needed(let column, let when, let words):
      if values[column] == missingValue, !isCut[column], words.contains(values[when]) {
        throw broken(place, at: when, row)
      }
    }
  }

  private func broken(_ rule: Int, at place: Int, _ row: RawRow) -> RowFault {
    .bad(row.bad(plan.rules[rule].cause, at: plan.columns[place].field))
  }

  /// Turns the row's amounts into the programme's currency.
  private mutating func convert(_ money: TablePlan.CurrencyFields, _ row: RawRow) throws(RowFault) {
    let currency = row.content(money.currency)
    if rates.isOwn(currency) { return }
    let period = Month(ordinal: values[money.period])
    guard let rate = rates.rate(of: currency, in: period) else {
      let name = printable(String(decoding: currency, as: UTF8.self))
      let mend =
        period > cutoff.month
        ? "that is after the month that is rated, and no rate of it is known yet"
        : "add it to fx_rates.csv (the programme's currency is \(rates.currency))"
      throw .structure(row.fault("no rate for \(name) in \(period); \(mend)", at: money.currency))
    }
    for slot in plan.amounts where values[slot] != missingValue {
      let column = plan.columns[slot]
      guard let amount = rate.convert(values[slot]) else {
        throw .bad(row.bad("\(column.definition.name) is too large", at: column.field))
      }
      values[slot] = amount
    }
    currencies.insert(Identifier(currency))
  }

  /// Turns the amounts of plain rows into the programme's currency; what can't be turned makes its row doubtful.
  func convert(_ batch: inout Batch) {
    guard let money = plan.currency, currencies.count > 1 else { return }
    let names = currencies.ids
    let (count, amounts) = (batch.count, plan.amounts)
    var known: [Int64: [Int64: ExchangeRates.Rate]] = [:]
    batch.withBuffers { buffers in
      let (currency, period) = (buffers.column(plan.columns.count), buffers.column(money.period))
      for row in 0..<count where buffers.fates[row] == .good && buffers.origins[row].start >= 0 && currency[row] != 0 {
        let rate =
          known[currency[row]]?[period[row]]
          ?? rates.rate(of: names[Int(currency[row])].bytes, in: Month(ordinal: period[row]))
        known[currency[row], default: [:]][period[row]] = rate
        for slot in amounts where buffers.column(slot)[row] != missingValue {
          if let amount = rate?.convert(buffers.column(slot)[row]) {
            buffers.column(slot)[row] = amount
          } else {
            buffers.fates[row] = .doubtful
          }
        }
      }
    }
  }
}
