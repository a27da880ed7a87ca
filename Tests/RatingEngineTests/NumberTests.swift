import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct NumberTests {
  private func parsed(_ text: String) -> Parsed { Array(text.utf8).withUnsafeBufferPointer(parseNumber) }

  @Test(
    "a number is the nearest Double, whatever its notation",
    arguments: [
      "0", "7", "-7", "+7", "0.1", ".5", "-0.25", "1.340", "007.50", "0.391253", "123456789012345", "0.000000000000001",
      "1e3", "1E3", "1.5e-3", "2e+2", "9007199254740993", "0.1234567890123456789", "1e22", "1e23", "1e308", "4.9e-324",
      "1e-400", "179769313486231570000000000000000000000", "1.00000000000000011102230246251565",
    ])
  func nearest(_ text: String) {
    let expected = Double(text.hasPrefix(".") ? "0" + text : text) ?? .nan
    #expect(parsed(text) == .value(Int64(bitPattern: expected.bitPattern)))
  }

  @Test("random numbers too, in any number of digits")
  func random() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...22, using: &random)).map { _ in
        Character("\(Int.random(in: 0...9, using: &random))")
      }
      let decimals = (0..<Int.random(in: 1...22, using: &random)).map { _ in
        Character("\(Int.random(in: 0...9, using: &random))")
      }
      let exponent = Bool.random(using: &random) ? "" : "e\(Int.random(in: -30...30, using: &random))"
      let text = String(digits) + "." + String(decimals) + exponent
      #expect(parsed(text) == .value(Int64(bitPattern: Double(text)!.bitPattern)), "\(text)")
    }
  }

  @Test("nothing less than nothing: −0 is 0, whose bits stand for no missing value")
  func zero() {
    for text in ["-0", "-0.0", "-0e5", "-1e-999"] { #expect(parsed(text) == .value(0), "\(text)") }
  }

  @Test(
    "what is no number is refused",
    arguments: [
      "nan", "NaN", "inf", "-inf", "Infinity", "0x1F", "0x1p3", "1,000", "1_000", "1.", ".", "-", "+", "", "e5", "1e",
      "1e+", "--1", "1.2.3", "1 ", " 1", "12a", "½", "1e5.0",
    ])
  func refused(_ text: String) { #expect(parsed(text) == .fault(.malformed)) }

  @Test("what is larger than every Double is too large", arguments: ["1e309", "-1e999", "1e9999999999999999999"])
  func tooLarge(_ text: String) { #expect(parsed(text) == .fault(.tooLarge)) }
}
