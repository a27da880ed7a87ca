import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// What the fast way reads, the exact way reads alike; and the common spellings are read the fast way.
struct PlainFieldsTests {
  /// A field followed by what may follow one, with room to load from.
  private func reading<Result>(
    _ field: [UInt8], then next: UInt8 = UInt8(ascii: ","), _ body: (PlainFields, UnsafeRawPointer) -> Result
  ) -> Result {
    let bytes = field + [next] + [UInt8](repeating: UInt8(ascii: "7"), count: 64)
    return MonthTable.plain.spans.withUnsafeBufferPointer { months in
      bytes.withUnsafeBytes { body(PlainFields(months), $0.baseAddress!) }
    }
  }

  private func plainTime(_ text: [UInt8]) -> Int64 { reading(text) { $0.time($1) } }
  private func plainDay(_ text: [UInt8]) -> Int64 { reading(text) { $0.day($1) } }
  private func exactTime(_ text: [UInt8]) -> Int64? { text.withUnsafeBufferPointer(parseTime) }
  private func exactDay(_ text: [UInt8]) -> Int64? { text.withUnsafeBufferPointer(parseDay) }

  /// The fast way either leaves it be or says the same.
  private func isAlike(_ plain: Int64, _ exact: Int64?) -> Bool { plain == PlainFields.notPlain || plain == exact }

  static let lastDay = Calendar.day(year: 2099, month: 12, day: 31)

  @Test("every day from 1970 to 2099 is read, and at any time of day")
  func days() {
    for day in 0...Self.lastDay {
      let text = Calendar.text(ofDay: day)
      let time = day * Calendar.secondsPerDay + day * 7919 % Calendar.secondsPerDay
      let isRead =
        plainDay(Array(text.utf8)) == day && plainTime(Array(Calendar.text(ofTime: time).utf8)) == time
        && exactTime(Array(Calendar.text(ofTime: time).utf8)) == time
      #expect(isRead, "\(text), \(Calendar.text(ofTime: time))")
    }
    for year in [1969, 2100] {
      #expect(plainDay(Array("\(year)-06-15".utf8)) == PlainFields.notPlain)
      #expect(plainTime(Array("\(year)-06-15T00:00:00Z".utf8)) == PlainFields.notPlain)
    }
  }

  @Test("every second of a day is read")
  func seconds() {
    for second in 0..<Calendar.secondsPerDay {
      let isRead = plainTime(Array(Calendar.text(ofTime: second).utf8)) == second
      #expect(isRead, "\(second)")
    }
  }

  @Test("a number that no date or time of day has is not read, whatever its place")
  func numbers() {
    for number in 0...99 {
      let two = Calendar.twoDigits(number)
      let texts = [
        "\(two)26-02-28T12:30:45Z", "20\(two)-02-28T12:30:45Z", "2026-\(two)-28T12:30:45Z", "2026-02-\(two)T12:30:45Z",
        "2024-02-\(two)T12:30:45Z", "2000-02-\(two)T12:30:45Z", "2026-02-28T\(two):30:45Z", "2026-02-28T12:\(two):45Z",
        "2026-02-28T12:30:\(two)Z",
      ]
      for text in texts.map({ Array($0.utf8) }) {
        let (exact, day) = (exactTime(text), Array(text.prefix(10)))
        let isInTable = exact.map { (0..<(Self.lastDay + 1) * Calendar.secondsPerDay).contains($0) } ?? false
        #expect(
          plainTime(text) == (isInTable ? exact : PlainFields.notPlain), "\(String(decoding: text, as: UTF8.self))")
        #expect(isAlike(plainDay(day), exactDay(day)))
      }
    }
  }

  @Test("a good time with any byte in any place is read as the exact reader has it, or left to it")
  func bytes() {
    for good in ["2026-10-03T14:22:05Z", "2000-02-29T23:59:59Z", "1970-01-01T00:00:00Z", "2099-12-31T09:09:09Z"] {
      for place in 0..<20 {
        for byte in UInt8.min...UInt8.max {
          var text = Array(good.utf8)
          text[place] = byte
          let plain = plainTime(text)
          #expect(isAlike(plain, exactTime(text)), "\(good), byte \(place) is \(byte)")
          let day = Array(text.prefix(10))
          #expect(isAlike(plainDay(day), exactDay(day)), "\(good), byte \(place) is \(byte)")
          if plain != PlainFields.notPlain { #expect(exactTime(text) != nil) }
        }
      }
    }
  }

  @Test("random texts are read as the exact reader has them, or left to it", arguments: seeds(1...10))
  func texts(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("0000112233456789--::TZ .+,/;\u{0}\u{7F}é".utf8) + [0x80, 0xB0, 0xFF]
    for _ in 0..<2000 {
      var text = Array(Calendar.text(ofTime: Int64.random(in: -1_000_000_000...5_000_000_000, using: &random)).utf8)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        text[Int.random(in: 0..<text.count, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
      #expect(isAlike(plainTime(text), exactTime(text)), "seed \(seed): \(text)")
      #expect(isAlike(plainDay(Array(text.prefix(10))), exactDay(Array(text.prefix(10)))), "seed \(seed): \(text)")
    }
  }

  // MARK: Amounts

  /// The value and how many bytes it takes; `nil`: not read.
  private func plainMoney(_ text: [UInt8], then next: UInt8) -> (value: Int64, length: Int)? {
    reading(text, then: next) { _, start in
      var end = start
      let value = PlainFields.money(start, end: &end)
      return value == PlainFields.notPlain ? nil : (value, end - start)
    }
  }

  private func expectAlike(_ text: String, _ comment: String = "") {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return }
    for next in [UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")] {
      // What ends before the field does is left to the exact reader.
      guard let plain = plainMoney(bytes, then: next), plain.length == bytes.count else { continue }
      #expect(bytes.withUnsafeBufferPointer(parseMoney) == .value(plain.value), "\(text) \(comment)")
    }
  }

  @Test(
    "plain amounts are read, up to fourteen digits and four decimals",
    arguments: [
      ("0", 0), ("7", 70_000), ("0.0001", 1), ("1234.5", 12_345_000), ("1234.50", 12_345_000),
      ("99999999999999.9999", 999_999_999_999_999_999), ("00000000000012", 120_000), ("000.5000", 5000),
    ] as [(String, Int64)])
  func amounts(_ text: String, _ value: Int64) {
    for next in ",\n\r".utf8 {
      let plain = plainMoney(Array(text.utf8), then: next)
      #expect(plain?.value == value && plain?.length == text.utf8.count)
    }
    expectAlike(text)
  }

  @Test(
    "what is no plain amount is left to the exact reader",
    arguments: ["", "-5", "+5", ".5", "5.", "123456789012345", "1e3", " 5", "5 ", "1,5", "x", "5.00001", "0x1F", "५"])
  func oddAmounts(_ text: String) {
    let plain = plainMoney(Array(text.utf8), then: UInt8(ascii: "\n"))
    #expect(plain == nil || plain?.length != text.utf8.count)
  }

  @Test("random amounts are read as the exact reader has them, or left to it", arguments: seeds(1...5))
  func randomAmounts(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 1...20, using: &random)).map { _ in
        "00123456789..-+e".randomElement(using: &random)!
      }
      expectAlike(String(text), "seed \(seed)")
      let whole = String(Int64.random(in: 0...99_999_999_999_999, using: &random).magnitude)
      let decimals = (0..<Int.random(in: 1...4, using: &random)).map { _ in "0123456789".randomElement(using: &random)!
      }
      let plain = "\(whole).\(String(decimals))"
      #expect(plainMoney(Array(plain.utf8), then: UInt8(ascii: ",")) != nil, "seed \(seed): \(plain)")
      expectAlike(plain, "seed \(seed)")
    }
  }

  // MARK: Where a field ends

  @Test("a field ends at the first comma or line feed, whatever stands before it", arguments: seeds(1...5))
  func ends(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = Array("!\"#+-. \r\u{0}azAZ09".utf8) + [0x2B, 0x2D, 0x0B, 0x09, 0x80, 0xAC, 0x8A, 0xFF]
    for _ in 0..<5000 {
      let length = Int.random(in: 0...40, using: &random)
      let field = (0..<length).map { _ in alphabet.randomElement(using: &random)! }
      for next in ",\n".utf8 {
        let end = reading(field, then: next) { _, start in PlainFields.end(of: start) - start }
        #expect(end == length, "seed \(seed): \(field)")
      }
    }
  }

  @Test("any byte but a comma and a line feed is part of a field, in any place of a word")
  func everyByte() {
    for byte in UInt8.min...UInt8.max where byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\n") {
      for place in 0..<9 {
        var field = [UInt8](repeating: UInt8(ascii: "-"), count: 9)
        field[place] = byte
        let end = reading(field) { _, start in PlainFields.end(of: start) - start }
        #expect(end == 9, "byte \(byte) in place \(place)")
      }
    }
  }

  @Test("a text's first word holds its bytes and zeros after them")
  func words() {
    let text = Array("abcdefghijkl".utf8)
    for count in 0...12 {
      let word = reading(text) { _, start in PlainFields.text(start, count) }
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
      let wanted: [UInt8] = (0..<8).map { $0 < count ? text[$0] : 0 }
      #expect(bytes == wanted)
    }
  }
}

extension Calendar {
  fileprivate static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
