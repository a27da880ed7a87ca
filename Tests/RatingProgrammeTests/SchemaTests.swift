import ScorerKit
import Testing

@testable import RatingProgramme

/// That what the schema says is what reading does; `make schema-check` holds all of it against a validator.
struct SchemaTests {
  let schema = Programme.schema(scorers: testScorers)

  @Test("every key says what it is, and has a default, examples, or parts that have")
  func everyKey() {
    var keys = 0
    forEachKey(of: schema) { name, key in
      keys += 1
      // An exemption names tables, and these scorers read none.
      guard name != ExemptionKeys.exemptions.name else { return }
      #expect(key["description"] != nil, "\(name)")
      #expect(
        ["default", "examples", "enum", "properties", "$ref"].contains { key[$0] != nil }, "\(name): \(key.yaml)")
    }
    #expect(keys > 100)
  }

  @Test("the schema names the very keys that reading names")
  func sameKeys() throws {
    guard case .group(let properties)? = schema["properties"] else { throw Missing() }
    let message = try #require(mistakes(in: "nothing_like_it: 1\nscorers: { speed: }").first)
    for property in properties { #expect(message.contains("`\(property.key)`"), "\(property.key)") }
    #expect(message.matches(of: #/`[a-z_]+`/#).count == properties.count + 1)
  }

  @Test("the defaults of a scorer's settings and measures are those that it declares")
  func scorerDefaults() throws {
    let speed = try #require(schema["$defs"]?["scorer_speed"]?["properties"])
    let settings = try #require(speed["settings"]?["properties"])
    #expect(settings["target"]?["default"] == .text("24h") && settings["grace"]?["default"] == .text("2d"))
    #expect(settings["slack"]?["default"] == .text("1%") && settings["fee"]?["default"] == .number("2.5"))
    #expect(settings["tries"]?["default"] == .number("3") && settings["tries"]?["maximum"] == .number("10"))
    #expect(settings["colours"]?["default"] == .list([.text("red"), .text("green")]))
    let delay = try #require(speed["measures"]?["properties"]?["delay"]?["properties"])
    #expect(delay["weight"]?["default"] == .number("40"))
    #expect(delay["curve"]?["default"] == Literal(yaml: "{ lognormal: { p10: 1h, median: 8h } }"))
  }

  @Test("a column to group by comes once, as far as texts go: 1 and 1.0 are two columns")
  func uniqueTexts() throws {
    guard case .list(let ways)? = schema["properties"]?["peers"]?["properties"]?["group_by"]?["anyOf"] else {
      throw Missing()
    }
    let list = try #require(ways.first { $0["items"] != nil })
    #expect(list["if"]?.yaml == "{ items: { type: string } }" && list["then"]?.yaml == "{ uniqueItems: true }")
    #expect(list["uniqueItems"] == nil)
  }

  @Test("a default that is written into a programme changes nothing")
  func defaultsAreInForce() throws {
    let standard = Programme.standard(scorers: testScorers).digest
    let text = Programme.commented(scorers: testScorers)
    #expect(mistakes(in: text).isEmpty)
    #expect(try programme(text).digest == standard)
    for key in ProgrammeKeys.all {
      guard let value = key.standard else { continue }
      #expect(try programme("\(key.name): \(value.yaml)\nscorers: { care: , speed: , trust: }").digest == standard)
    }
  }

  @Test("a value is read as it was spelled, to the bit", arguments: 1000..<3000)
  func roundTrip(seed: Int) {
    // Multiples of many small steps, and thirds, which no short decimal is.
    let number = Double(seed) / [1.0, 3, 7, 100, 1000, 4096][seed % 6]
    for unit in [Measure.Unit.share, .perMonth, .perThousand, .number] {
      let value = [.share, .perMonth].contains(unit) ? Double(seed) / 3000 : number
      let spelling = Spelling<Double>.value(in: unit)
      #expect(spelling.read(spelling.spell(value)) == value, "\(unit) \(value) \(spelling.spell(value))")
    }
    let seconds = Int64(seed) * 61
    #expect(RatingProgramme.seconds(spelledSpan(seconds)) == seconds)
  }

  private struct Missing: Error {}

  private func forEachKey(of literal: Literal, _ body: (String, Literal) -> Void) {
    switch literal {
    case .group(let pairs):
      if case .group(let keys)? = literal["properties"], literal["additionalProperties"] != nil {
        for key in keys { body(key.key, key.value) }
      }
      for pair in pairs { forEachKey(of: pair.value, body) }
    case .list(let items): for item in items { forEachKey(of: item, body) }
    case .nothing, .boolean, .number, .text: break
    }
  }
}
