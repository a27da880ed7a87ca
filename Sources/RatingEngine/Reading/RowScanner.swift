import ScorerKit

/// Reads plain rows: no quotes, every field spelled the common way, all that is required there, a guild that is known.
///
/// It judges nothing. A row that is not plain ends a scan, and `RowReader` has the say about it; so whatever is odd about a
/// row, it is read as if there were no scanner. What this one is for is speed: fields are read in the order of the file, and
/// one that starts like a time is taken to be one, without looking for its end first.
///
/// Reads bytes without bounds checks, like `PlainFields`: see the preconditions of `scan`.
struct RowScanner: Sendable {
  private let steps: ContiguousArray<Step>
  private let words: ContiguousArray<IdentifierTable>
  private let months = MonthTable.plain

  /// One field of the file.
  fileprivate struct Step: Sendable {
    let kind: Kind
    /// Of texts and ids: how long they are at least, and how much longer they may be.
    var least = 0
    var more = Int.max
    var isRequired = false
    /// Where its values go: the start of its slot in a batch's values.
    var column = 0
    /// Of a closed list, its place in `words`.
    var list = 0
  }

  fileprivate enum Kind: UInt8 {
    case text, guild, broadcaster, time, day, money, month, count, number, hashed, word, currency
  }

  enum Stop: Equatable {
    /// The block's rows are all read.
    case end
    /// The batch has no more room.
    case full
    /// The next row is not plain.
    case odd
  }

  init(_ plan: TablePlan) {
    var words: ContiguousArray<IdentifierTable> = []
    steps = ContiguousArray(
      plan.header.names.indices.map { field in
        if field == plan.guildField { return Step(kind: .guild, least: 1, more: ColumnType.longestID - 1) }
        if let slot = plan.columns.firstIndex(where: { $0.field == field }) {
          let definition = plan.columns[slot].definition
          if case .word(let list) = definition.type { words.append(IdentifierTable(list.map { Identifier($0) })) }
          return Step(
            kind: Kind(definition.type), isRequired: definition.isRequired, column: slot * Batch.capacity,
            list: words.count - 1)
        }
        if let broadcaster = plan.broadcaster, field == broadcaster.field {
          return Step(
            kind: .broadcaster, least: 1, more: ColumnType.longestID - 1, column: broadcaster.slot * Batch.capacity)
        }
        if field == plan.currency?.currency {
          return Step(kind: .currency, isRequired: true, column: plan.columns.count * Batch.capacity)
        }
        return plan.requiredFields.contains { $0.field == field }
          ? Step(kind: .text, least: 1, more: ColumnType.longestID - 1) : Step(kind: .text)
      })
    self.words = words
  }

  /// Reads plain rows from `place` on, which is moved to the row after the last one read.
  ///
  /// - Precondition: `place` is where a row starts; the block keeps its promise of a line feed and of padding after its
  ///   bytes; the batch has been prepared for the plan.
  func scan(
    _ place: inout RowPlace, of block: Block, currencies: IdentifierTable, into batch: inout Batch
  ) -> Stop {
    guard let base = block.bytes.baseAddress else { return .end }
    let end = base + block.count
    var row = base + place.position
    var line = Int32(truncatingIfNeeded: place.line)
    var count = batch.count
    defer {
      place = RowPlace(position: min(row - base, block.count), line: Int(line))
      batch.count = count
    }
    return batch.withBuffers { buffers in
      months.spans.withUnsafeBufferPointer { months in
        steps.withUnsafeBufferPointer { steps in
          let fields = PlainFields(months)
          while row < end {
            if count == Batch.capacity { return .full }
            guard let next = scanRow(row, base, steps, fields, currencies, buffers, count) else { return .odd }
            buffers.origins[count] = Batch.Origin(start: Int32(truncatingIfNeeded: row - base), line: line)
            count &+= 1
            line &+= 1
            row = next
          }
          return .end
        }
      }
    }
  }

  /// Where the next row starts; `nil` if this one is not plain.
  @inline(__always) private func scanRow(
    _ row: UnsafeRawPointer, _ base: UnsafeRawPointer, _ steps: UnsafeBufferPointer<Step>, _ fields: PlainFields,
    _ currencies: IdentifierTable, _ buffers: Batch.Buffers, _ place: Int
  ) -> UnsafeRawPointer? {
    var p = row
    let last = steps.count &- 1
    for i in 0..<last {
      let step = steps[i]
      switch step.kind {
      case .time:
        let time = fields.time(p)
        let isThere = time != PlainFields.notPlain
        guard isThere || !step.isRequired else { return nil }
        buffers.values[step.column &+ place] = isThere ? time : missingValue
        p += isThere ? 20 : 0
      case .text, .guild, .broadcaster:
        let end = PlainFields.end(of: p)
        let count = end - p
        guard isPlain(step, p, count) else { return nil }
        note(step, p, count, base, buffers, place)
        p = end
      default:
        guard let end = scanValue(step, p, isLast: false, fields, currencies, buffers, place) else { return nil }
        p = end
      }
      guard byte(p) == UInt8(ascii: ",") else { return nil }
      p += 1
    }
    let step = steps[last]
    if step.kind == .text || step.kind == .guild || step.kind == .broadcaster {
      let count = length(p, isLast: true)
      guard isPlain(step, p, count) else { return nil }
      note(step, p, count, base, buffers, place)
      p += count
    } else {
      guard let end = scanValue(step, p, isLast: true, fields, currencies, buffers, place) else { return nil }
      p = end
    }
    if byte(p) == UInt8(ascii: "\r") { p += 1 }
    return byte(p) == UInt8(ascii: "\n") ? p + 1 : nil
  }

  @inline(__always) private func isPlain(_ step: Step, _ p: UnsafeRawPointer, _ count: Int) -> Bool {
    UInt(bitPattern: count &- step.least) <= UInt(bitPattern: step.more) && byte(p) != UInt8(ascii: "\"")
  }

  /// Where a guild's field stands, or a broadcaster's hash; of other texts nothing.
  @inline(__always) private func note(
    _ step: Step, _ p: UnsafeRawPointer, _ count: Int, _ base: UnsafeRawPointer, _ buffers: Batch.Buffers, _ place: Int
  ) {
    if step.kind == .guild { buffers.guildFields[place] = Batch.FieldPlace(start: p - base, length: count) }
    if step.kind == .broadcaster {
      buffers.values[step.column &+ place] = broadcasterHash(UnsafeRawBufferPointer(start: p, count: count))
    }
  }

  /// Where a field ends whose value is wanted; `nil` if it is not plain. Apart from the loop over fields, which is faster for
  /// being small.
  @inline(never) private func scanValue(
    _ step: Step, _ p: UnsafeRawPointer, isLast: Bool, _ fields: PlainFields, _ currencies: IdentifierTable,
    _ buffers: Batch.Buffers, _ place: Int
  ) -> UnsafeRawPointer? {
    var end = p
    let value: Int64
    switch step.kind {
    case .time:
      value = fields.time(p)
      end = p + 20
    case .day:
      value = fields.day(p)
      end = p + 10
    case .money:
      value = PlainFields.money(p, end: &end)
    case .month, .count, .number:
      let count = length(p, isLast: isLast)
      end = p + count
      value = count == 0 ? PlainFields.notPlain : parse(step.kind, p, count)
    case .hashed:
      let count = length(p, isLast: isLast)
      guard byte(p) != UInt8(ascii: "\"") else { return nil }
      end = p + count
      value =
        count == 0
        ? PlainFields.notPlain : StableHash.columnValue(UnsafeRawBufferPointer(start: p, count: count))
    case .word, .currency, .text, .guild, .broadcaster:
      let count = length(p, isLast: isLast)
      end = p + count
      let text = PlainFields.text(p, count)
      let index =
        step.kind == .word
        ? words[step.list].index(of: p, count: count, word: text) : currencies.index(of: p, count: count, word: text)
      value = index < 0 ? PlainFields.notPlain : Int64(index)
    }
    if value != PlainFields.notPlain {
      buffers.values[step.column &+ place] = value
      return end
    }
    // Whatever it is, if it is not empty no delimiter follows here.
    buffers.values[step.column &+ place] = missingValue
    return step.isRequired ? nil : p
  }

  @inline(__always) private func byte(_ p: UnsafeRawPointer) -> UInt8 { p.load(as: UInt8.self) }

  /// How long a field is.
  @inline(__always) private func length(_ p: UnsafeRawPointer, isLast: Bool) -> Int {
    let count = PlainFields.end(of: p) - p
    return isLast && count > 0 && byte(p + (count &- 1)) == UInt8(ascii: "\r") ? count &- 1 : count
  }

  private func parse(_ kind: Kind, _ p: UnsafeRawPointer, _ count: Int) -> Int64 {
    let bytes = Bytes(start: p.assumingMemoryBound(to: UInt8.self), count: count)
    if kind == .month { return parseMonth(bytes) ?? PlainFields.notPlain }
    guard case .value(let value) = kind == .number ? parseNumber(bytes) : parseCount(bytes) else {
      return PlainFields.notPlain
    }
    return value
  }
}

extension RowScanner.Kind {
  fileprivate init(_ type: ColumnType) {
    self =
      switch type {
      case .id, .text: .text
      case .time: .time
      case .day: .day
      case .month: .month
      case .money: .money
      case .count: .count
      case .number: .number
      case .hashed: .hashed
      case .word: .word
      }
  }
}

/// What tells a broadcaster from others, in a batch.
@inline(__always) func broadcasterHash(_ id: UnsafeRawBufferPointer) -> Int64 {
  Int64(bitPattern: StableHash.hash(id))
}
