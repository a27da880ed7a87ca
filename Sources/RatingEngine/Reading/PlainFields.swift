import ScorerKit

/// Fields in their most common spelling, read eight bytes at a time by integer arithmetic.
///
/// What is not spelled so comes back as `notPlain` and is left to `FieldParsing`, which knows every spelling. What both read
/// they read alike; a test holds one against the other.
///
/// Precondition throughout: 24 bytes can be read at the address given.
struct PlainFields {
  /// Not in this spelling; no field has this value.
  static let notPlain = Int64.max

  private let months: UnsafeBufferPointer<MonthTable.Span>

  init(_ months: UnsafeBufferPointer<MonthTable.Span>) { self.months = months }

  /// The eight bytes at an offset, the first the lowest.
  @inline(__always) static func word(_ p: UnsafeRawPointer, at offset: Int = 0) -> UInt64 {
    UInt64(littleEndian: p.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The first eight bytes of a field, zeros after a shorter one.
  @inline(__always) static func text(_ p: UnsafeRawPointer, _ count: Int) -> UInt64 {
    count >= 8 ? word(p) : word(p) & ((1 &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1)
  }

  /// Bytes that are digits become their values, and marks that are right zeros; so with 0x76 a digit stays below 0x80, and
  /// with 0x7F a mark does. Any other byte sets its top bit here.
  @inline(__always) private static func odd(_ bytes: UInt64, _ limits: UInt64) -> UInt64 { bytes | (bytes &+ limits) }

  /// Byte i of this is the number that digits i and i + 1 make.
  @inline(__always) private static func pairs(_ digits: UInt64) -> UInt64 { digits &* 10 &+ (digits >> 8) }

  /// `2026-10-03T14:22:05Z`, twenty bytes → seconds since 1970-01-01.
  @inline(__always) func time(_ p: UnsafeRawPointer) -> Int64 {
    let date = PlainFields.word(p) ^ 0x2D30_302D_3030_3030  // 0000-00-
    let clock = PlainFields.word(p, at: 11) ^ 0x3030_3A30_303A_3030  // 00:00:00
    let marks = UInt64(p.load(fromByteOffset: 19, as: UInt8.self) ^ UInt8(ascii: "Z")) << 24
    let day = marks | (PlainFields.word(p, at: 8) & 0xFF_FFFF) ^ 0x54_3030  // 00T, and Z
    let clockPairs = PlainFields.pairs(clock)
    let odd =
      PlainFields.odd(date, 0x7F76_767F_7676_7676) | PlainFields.odd(clock, 0x7676_7F76_767F_7676)
      | PlainFields.odd(day, 0x7F7F_7676) | (clockPairs &+ 0x0044_0000_4400_0068)  // 60 seconds, 60 minutes, 24 hours
    guard odd & 0x8080_8080_8080_8080 == 0 else { return PlainFields.notPlain }
    let days = self.day(date, PlainFields.pairs(day) & 0xFF)
    guard days != PlainFields.notPlain else { return days }
    let hour = clockPairs & 0xFF
    let minute = (clockPairs >> 24) & 0xFF
    let second = (clockPairs >> 48) & 0xFF
    return days &* Calendar.secondsPerDay &+ Int64(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
  }

  /// `2026-10-03`, ten bytes → days since 1970-01-01.
  @inline(__always) func day(_ p: UnsafeRawPointer) -> Int64 {
    let date = PlainFields.word(p) ^ 0x2D30_302D_3030_3030
    let day = (PlainFields.word(p, at: 8) & 0xFFFF) ^ 0x3030
    let odd = PlainFields.odd(date, 0x7F76_767F_7676_7676) | PlainFields.odd(day, 0x7676)
    guard odd & 0x8080_8080_8080_8080 == 0 else { return PlainFields.notPlain }
    return self.day(date, PlainFields.pairs(day) & 0xFF)
  }

  /// - Parameter date: the digits of `0000-00-`.
  @inline(__always) private func day(_ date: UInt64, _ dayOfMonth: UInt64) -> Int64 {
    let pairs = PlainFields.pairs(date)
    let year = (pairs & 0xFF) &* 100 &+ ((pairs >> 16) & 0xFF)
    let place = (year &- MonthTable.firstYear) &* MonthTable.stride &+ ((pairs >> 40) & 0xFF)
    guard place < UInt64(truncatingIfNeeded: months.count) else { return PlainFields.notPlain }
    let month = months[Int(truncatingIfNeeded: place)]
    guard dayOfMonth &- 1 < UInt64(truncatingIfNeeded: month.days) else { return PlainFields.notPlain }
    return Int64(month.firstDay) &+ Int64(truncatingIfNeeded: dayOfMonth) &- 1
  }

  /// An amount of up to fourteen digits before the point and up to four after it → 1/10,000 of the unit; `end` is the first
  /// byte behind it.
  @inline(__always) static func money(_ p: UnsafeRawPointer, end: inout UnsafeRawPointer) -> Int64 {
    var at = p
    var value: Int64 = 0
    func digit() -> Int64 { Int64(at.load(as: UInt8.self)) &- 48 }
    while true {
      let d = digit()
      guard d >= 0, d <= 9 else { break }
      value = value &* 10 &+ d
      at += 1
      guard at - p <= 14 else { return notPlain }
    }
    guard at > p else { return notPlain }
    var missing = 4
    if at.load(as: UInt8.self) == UInt8(ascii: ".") {
      at += 1
      while missing > 0 {
        let d = digit()
        guard d >= 0, d <= 9 else { break }
        value = value &* 10 &+ d
        missing &-= 1
        at += 1
      }
      guard missing < 4 else { return notPlain }
    }
    for _ in 0..<missing { value = value &* 10 }
    end = at
    return value
  }

  /// Where the field ends that starts at `p`: at a comma or a line feed.
  ///
  /// Precondition: there is one, and eight bytes can be read past it.
  @inline(__always) static func end(of p: UnsafeRawPointer) -> UnsafeRawPointer {
    var p = p
    while true {
      let bytes = word(p)
      // The top bit of each byte below 0x2D, the comma being 0x2C: most fields have no other such byte. (A byte above one
      // may be marked in error; it is looked at.)
      var low = (bytes &- 0x2D2D_2D2D_2D2D_2D2D) & ~bytes & 0x8080_8080_8080_8080
      while low != 0 {
        let at = p + (low.trailingZeroBitCount >> 3)
        let byte = at.load(as: UInt8.self)
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") { return at }
        low &= low &- 1
      }
      p += 8
    }
  }
}

/// The months of the years that plain dates lie in, 1970 to 2099, by year and by month from 1.
///
/// The places between that are no month have no days, so a month needs no other check than its day does.
struct MonthTable: Sendable {
  static let firstYear: UInt64 = 1970
  /// Places a year; more than two digits can say would be one more year.
  static let stride: UInt64 = 100
  let spans: ContiguousArray<Span>

  struct Span: Sendable {
    /// In days since 1970-01-01.
    let firstDay: Int32
    let days: Int32
  }

  static let plain = MonthTable()

  private init() {
    spans = ContiguousArray(
      (Int64(0)..<130).flatMap { year in
        (0..<Int64(MonthTable.stride)).map { month in
          guard (1...12).contains(month) else { return Span(firstDay: 0, days: 0) }
          let start = Month(year: Int64(MonthTable.firstYear) + year, month: month)
          return Span(
            firstDay: Int32(start.firstDay), days: Int32(start.adding(1).firstDay - start.firstDay))
        }
      })
  }
}
