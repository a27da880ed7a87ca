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

  /// `2026-10-03T14:22:05Z`, twenty bytes → seconds since 1970-01-01.
  @inline(__always) func time(_ p: UnsafeRawPointer) -> Int64 {
    // Digits become their values and the marks between them zeros.
    let date = PlainFields.word(p) ^ 0x2D30_302D_3030_3030  // 0000-00-
    let clock = PlainFields.word(p, at: 8) ^ 0x3030_3A30_3054_3030  // 00T00:00
    let second = PlainFields.word(p, at: 12) ^ 0x5A30_303A_3030_3A30  // 0:00:00Z
    // With 0x76 a digit's value stays below 0x80, with 0x7F only a zero does.
    let odd =
      (date | (date &+ 0x7F76_767F_7676_7676)) | (clock | (clock &+ 0x7676_7F76_767F_7676))
      | (second | (second &+ 0x7F76_767F_7676_7F76))
    guard odd & 0x8080_8080_8080_8080 == 0 else { return PlainFields.notPlain }
    // Byte i now holds the number that digits i and i + 1 make.
    let clockPairs = clock &* 10 &+ (clock >> 8)
    let hour = (clockPairs >> 24) & 0xFF
    let minute = (clockPairs >> 48) & 0xFF
    let seconds = ((second &* 10 &+ (second >> 8)) >> 40) & 0xFF
    let day = day(date, clockPairs & 0xFF)
    guard day != PlainFields.notPlain, hour < 24, minute < 60, seconds < 60 else { return PlainFields.notPlain }
    return day &* Calendar.secondsPerDay &+ Int64(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ seconds)
  }

  /// `2026-10-03`, ten bytes → days since 1970-01-01.
  @inline(__always) func day(_ p: UnsafeRawPointer) -> Int64 {
    let date = PlainFields.word(p) ^ 0x2D30_302D_3030_3030
    let days = UInt64(UInt16(littleEndian: p.loadUnaligned(fromByteOffset: 8, as: UInt16.self))) ^ 0x3030
    let odd = (date | (date &+ 0x7F76_767F_7676_7676)) | (days | (days &+ 0x7676))
    guard odd & 0x8080_8080_8080_8080 == 0 else { return PlainFields.notPlain }
    return day(date, (days &* 10 &+ (days >> 8)) & 0xFF)
  }

  /// - Parameter date: the digits of `0000-00-`.
  @inline(__always) private func day(_ date: UInt64, _ dayOfMonth: UInt64) -> Int64 {
    let pairs = date &* 10 &+ (date >> 8)
    let year = (pairs & 0xFF) &* 100 &+ ((pairs >> 16) & 0xFF)
    let month = ((pairs >> 40) & 0xFF) &- 1
    let place = Int(truncatingIfNeeded: (year &- MonthTable.firstYear) &* 12 &+ month)
    guard month < 12, UInt(bitPattern: place) < UInt(bitPattern: months.count) else { return PlainFields.notPlain }
    let span = months[place]
    guard dayOfMonth &- 1 < UInt64(truncatingIfNeeded: span.days) else { return PlainFields.notPlain }
    return Int64(span.firstDay) &+ Int64(truncatingIfNeeded: dayOfMonth) &- 1
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

/// The months of the years that plain dates lie in.
struct MonthTable: Sendable {
  static let firstYear: UInt64 = 1970
  let spans: ContiguousArray<Span>

  struct Span: Sendable {
    /// In days since 1970-01-01.
    let firstDay: Int32
    let days: Int32
  }

  /// 1970 to 2099.
  static let plain = MonthTable()

  private init() {
    let first = Month(year: Int64(MonthTable.firstYear), month: 1)
    spans = ContiguousArray(
      (Int64(0)..<1560).map { month in
        let start = first.adding(month).firstDay
        return Span(firstDay: Int32(start), days: Int32(first.adding(month + 1).firstDay - start))
      })
  }
}
