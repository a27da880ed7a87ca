import ScorerKit

/// Reads plain rows: no quotes, every field spelled the common way, all that is required there, a guild that is known.
///
/// It judges nothing. A row that is not plain ends a scan, and `RowReader` has the say about it; so whatever is odd about a
/// row, it is read as if there were no scanner. What this one is for is speed: fields are read in the order of the file, and
/// one that starts like a time is taken to be one, without looking for its end first.
///
/// Beside `PlainFields` the one place that reads bytes without bounds checks: see the preconditions of `scan`.
struct RowScanner: Sendable {
  private let steps: ContiguousArray<Step>
  private let words: ContiguousArray<IdentifierTable>
  private let months = MonthTable.plain

  /// One field of the file.
  private struct Step: Sendable {
    let kind: Kind
    let isRequired: Bool
    /// Where its values go: the start of its slot in a batch's values.
    let column: Int
    /// Of a closed list, its place in `words`.
    let list: Int
  }

  fileprivate enum Kind: UInt8 {
    case ignored, id, guild, time, day, month, money, count, word, currency
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
        if field == plan.guildField { return Step(kind: .guild, isRequired: true, column: 0, list: 0) }
        if let slot = plan.columns.firstIndex(where: { $0.field == field }) {
          let definition = plan.columns[slot].definition
          if case .word(let list) = definition.type { words.append(IdentifierTable(list.map { Identifier($0) })) }
          return Step(
            kind: Kind(definition.type), isRequired: definition.isRequired, column: slot * Batch.capacity,
            list: words.count - 1)
        }
        if field == plan.currency?.currency {
          return Step(kind: .currency, isRequired: true, column: plan.columns.count * Batch.capacity, list: 0)
        }
        let isID = plan.requiredFields.contains { $0.field == field }
        return Step(kind: isID ? .id : .ignored, isRequired: isID, column: 0, list: 0)
      })
    self.words = words
  }

  /// Reads plain rows from `place` on, which is moved to the row after the last one read.
  ///
  /// - Precondition: `place` is where a row starts; the block keeps its promise of a line feed and of padding after its
  ///   bytes; the batch has been prepared for the plan's slots.
  func scan(
    _ place: inout RowPlace, of block: Block, guilds: GuildIndex, currencies: IdentifierTable, into batch: inout Batch
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
            guard let next = scanRow(row, steps, fields, guilds, currencies, buffers, count) else { return .odd }
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
    _ row: UnsafeRawPointer, _ steps: UnsafeBufferPointer<Step>, _ fields: PlainFields, _ guilds: GuildIndex,
    _ currencies: IdentifierTable, _ buffers: Batch.Buffers, _ place: Int
  ) -> UnsafeRawPointer? {
    var p = row
    let last = steps.count &- 1
    for i in 0...last {
      let step = steps[i]
      let isLast = i == last
      var end = p
      var value = missingValue
      switch step.kind {
      case .time:
        value = fields.time(p)
        end = p + 20
      case .ignored:
        guard byte(p) != UInt8(ascii: "\"") else { return nil }
        end = PlainFields.end(of: p)
      case .id:
        let text = text(p, isLast: isLast)
        guard text.count > 0, text.count <= ColumnType.longestID else { return nil }
        end = p + text.count
      case .guild:
        let text = text(p, isLast: isLast)
        guard text.count > 0, let guild = guilds.plain(p, count: text.count, word: text.word) else { return nil }
        buffers.guilds[place] = guild
        end = p + text.count
      case .day:
        value = fields.day(p)
        end = p + 10
      case .money:
        value = PlainFields.money(p, end: &end)
      case .month, .count:
        let text = text(p, isLast: isLast)
        end = p + text.count
        value = text.count == 0 ? PlainFields.notPlain : parse(step.kind, p, text.count)
      case .word:
        let text = text(p, isLast: isLast)
        end = p + text.count
        let word = words[step.list].index(of: p, count: text.count, word: text.word)
        value = word < 0 ? PlainFields.notPlain : Int64(word)
      case .currency:
        let text = text(p, isLast: isLast)
        end = p + text.count
        let currency = currencies.index(of: p, count: text.count, word: text.word)
        value = currency < 0 ? PlainFields.notPlain : Int64(currency)
      }
      if step.kind.hasValue {
        if value == PlainFields.notPlain {
          guard !step.isRequired, isEmpty(p, isLast: isLast) else { return nil }
          value = missingValue
          end = p
        }
        buffers.values[step.column &+ place] = value
      }
      guard let next = next(after: end, isLast: isLast) else { return nil }
      p = next
    }
    return p
  }

  @inline(__always) private func byte(_ p: UnsafeRawPointer) -> UInt8 { p.load(as: UInt8.self) }

  /// Where the next field starts, or the next row after the last; `nil` if the field does not end here.
  @inline(__always) private func next(after end: UnsafeRawPointer, isLast: Bool) -> UnsafeRawPointer? {
    guard isLast else { return byte(end) == UInt8(ascii: ",") ? end + 1 : nil }
    let end = byte(end) == UInt8(ascii: "\r") ? end + 1 : end
    return byte(end) == UInt8(ascii: "\n") ? end + 1 : nil
  }

  @inline(__always) private func isEmpty(_ p: UnsafeRawPointer, isLast: Bool) -> Bool {
    isLast ? byte(p) == UInt8(ascii: "\n") || byte(p) == UInt8(ascii: "\r") : byte(p) == UInt8(ascii: ",")
  }

  /// A field's length, 0 for one in quotes, and its first eight bytes, zeros after a shorter one.
  @inline(__always) private func text(_ p: UnsafeRawPointer, isLast: Bool) -> (count: Int, word: UInt64) {
    let word = PlainFields.word(p)
    guard word & 0xFF != UInt64(UInt8(ascii: "\"")) else { return (0, 0) }
    var count = PlainFields.end(of: p) - p
    if isLast, count > 0, byte(p + (count &- 1)) == UInt8(ascii: "\r") { count &-= 1 }
    return (count, count >= 8 ? word : word & ((1 << UInt64(truncatingIfNeeded: 8 &* count)) &- 1))
  }

  private func parse(_ kind: Kind, _ p: UnsafeRawPointer, _ count: Int) -> Int64 {
    let bytes = Bytes(start: p.assumingMemoryBound(to: UInt8.self), count: count)
    if kind == .month { return parseMonth(bytes) ?? PlainFields.notPlain }
    guard case .value(let value) = parseCount(bytes) else { return PlainFields.notPlain }
    return value
  }
}

extension RowScanner.Kind {
  fileprivate init(_ type: ColumnType) {
    self =
      switch type {
      case .id: .id
      case .text: .ignored
      case .time: .time
      case .day: .day
      case .month: .month
      case .money: .money
      case .count: .count
      case .word: .word
      }
  }

  fileprivate var hasValue: Bool { self != .ignored && self != .id && self != .guild }
}
