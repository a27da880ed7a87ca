import ScorerKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A CSV file being written, field by field, through a buffer: no allocation a row.
///
/// The one file with unsafe pointers. Precondition of every write: a row has at most `longestRow` bytes, so that after
/// `startRow` there is room for it; texts come from the options (checked) and from lists of ours.
final class CSVFile {
  let path: String
  let columns: [String]
  /// Lines written, the header among them.
  private(set) var lines = 0

  private static let capacity = 1 << 20
  private static let longestRow = 1 << 12
  private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: CSVFile.capacity)
  private var used = 0
  private var rowStart = 0
  private var descriptor: Int32
  private var lastDay = Int64.min
  private var lastDayText: (Int64, Int64, Int64) = (0, 0, 0)

  init(_ path: String, columns: [String]) throws(SimulationError) {
    self.path = path
    self.columns = columns
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: systemReason()) }
    try startRow()
    for column in columns { text(column) }
    endRow()
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
    buffer.deallocate()
  }

  func startRow() throws(SimulationError) {
    if used > CSVFile.capacity - CSVFile.longestRow { try flush() }
    rowStart = used
  }

  func endRow() {
    buffer[used - 1] = UInt8(ascii: "\n")
    lines += 1
  }

  /// The row just ended, without its line break.
  var lastRow: String {
    String(decoding: UnsafeBufferPointer(start: buffer + rowStart, count: used - 1 - rowStart), as: UTF8.self)
  }

  func finish() throws(SimulationError) {
    try flush()
    let result = close(descriptor)
    descriptor = -1
    if result != 0 { throw .cannotWrite(path: path, reason: systemReason()) }
  }

  private func flush() throws(SimulationError) {
    var written = 0
    while written < used {
      let count = write(descriptor, buffer + written, used - written)
      if count > 0 {
        written += count
      } else if errno != EINTR {
        throw .cannotWrite(path: path, reason: systemReason())
      }
    }
    used = 0
  }

  // MARK: Fields

  func empty() { byte(UInt8(ascii: ",")) }

  func text(_ text: some StringProtocol) {
    for unit in text.utf8 { byte(unit) }
    empty()
  }

  func bytes(_ bytes: [UInt8]) {
    for unit in bytes { byte(unit) }
    empty()
  }

  /// `R000000042`.
  func id(_ letter: Unicode.Scalar, _ number: Int, width: Int) {
    byte(UInt8(ascii: letter))
    digits(Int64(number), width: width)
    empty()
  }

  /// `2026-10-03`.
  func day(_ day: Int64) {
    date(day)
    empty()
  }

  /// `2026-10-03T14:22:05Z`, of seconds since 1970-01-01.
  func time(_ time: Int64) {
    let day = time / Calendar.secondsPerDay
    let second = time - day * Calendar.secondsPerDay
    date(day)
    byte(UInt8(ascii: "T"))
    digits(second / 3600, width: 2)
    byte(UInt8(ascii: ":"))
    digits(second / 60 % 60, width: 2)
    byte(UInt8(ascii: ":"))
    digits(second % 60, width: 2)
    byte(UInt8(ascii: "Z"))
    empty()
  }

  /// `12.50`, of hundredths.
  func cents(_ cents: Int64) {
    digits(cents / 100, width: 1)
    byte(UInt8(ascii: "."))
    digits(cents % 100, width: 2)
    empty()
  }

  private func date(_ day: Int64) {
    if day != lastDay {
      lastDay = day
      lastDayText = Calendar.date(ofDay: day)
    }
    digits(lastDayText.0, width: 4)
    byte(UInt8(ascii: "-"))
    digits(lastDayText.1, width: 2)
    byte(UInt8(ascii: "-"))
    digits(lastDayText.2, width: 2)
  }

  /// A number from 0, with zeros before it up to `width`.
  private func digits(_ number: Int64, width: Int) {
    var count = width
    var limit = 1 as Int64
    for _ in 0..<width { limit *= 10 }
    while number >= limit {
      count += 1
      limit *= 10
    }
    var rest = number
    for place in stride(from: used + count - 1, through: used, by: -1) {
      buffer[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
      rest /= 10
    }
    used += count
  }

  @inline(__always) private func byte(_ value: UInt8) {
    buffer[used] = value
    used += 1
  }
}

/// What the system says of the call that just failed.
func systemReason() -> String { String(cString: strerror(errno)) }
