import ScorerKit
import TestSupport
import Testing

struct SettingTests {
  @Test("settings are found in the order of declaration, by their names in snake case")
  func reflection() {
    let settings = Sample().settings
    #expect(settings.map(\.id) == ["first_response_target", "grace", "exempt", "severity_weights"])
    #expect(settings[0].help == "Due so soon.")
    #expect(settings[0].domain == .duration(60...86_400))
    #expect(settings[0].value == .integer(3600))
    #expect(settings[2].value == .words(["minor"]))
    #expect(settings[3].value == .counts(["minor": 1, "critical": 9]))
    #expect(Sample.strayProperties.isEmpty)
  }

  @Test("a scorer is configured by some of its settings, and keeps the others' defaults")
  func configured() throws {
    let scorer = try Sample.configured(by: ["grace": .integer(4), "exempt": .words(["critical", "major"])])
    #expect(scorer.grace == 4)
    #expect(scorer.exempt == [.major, .critical])
    #expect(scorer.firstResponseTarget == 3600)
    #expect(scorer.settings[2].value == .words(["major", "critical"]))
  }

  @Test(
    "a value outside its domain is refused by name",
    arguments: [
      ("grace", .integer(-1)), ("grace", .integer(31)), ("grace", .words([])), ("first_response_target", .integer(59)),
      ("exempt", .words(["Minor"])), ("exempt", .integer(1)), ("severity_weights", .counts(["minor": 11])),
      ("severity_weights", .counts(["none": 1])),
    ] as [(String, SettingValue)])
  func refused(_ name: String, _ value: SettingValue) {
    #expect(throws: SettingError.outsideDomain(scorer: "sample", setting: name)) {
      try Sample.configured(by: [name: value])
    }
  }

  @Test("a name it does not have is refused")
  func unknown() {
    #expect(throws: SettingError.unknown(scorer: "sample", setting: "Grace")) {
      try Sample.configured(by: ["Grace": .integer(1), "grace": .integer(1)])
    }
  }

  @Test("a stored property that is no setting is found, and can't be configured")
  func stray() {
    #expect(Stray.strayProperties == ["memory"])
    #expect(throws: (any Error).self) { try Stray.configured(by: [:]) }
  }
}

private struct Nothing: Mergeable {
  mutating func merge(_ other: Nothing) {}
}

private protocol Silent: Scorer where Tally == Nothing {}

extension Silent {
  static var title: String { "A scorer" }
  static var summary: String { "For a test." }
  static var version: Int { 1 }
  static var measures: [Measure] { [] }
  static var reads: [TableUse] { [] }
  static var examples: [Example] { [] }
  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Nothing>) {}
  func estimates(of tally: Nothing, in window: Window) -> [Estimate] { [] }
}

private struct Sample: Silent {
  static let id = "sample"
  @Setting("Due so soon.", .duration(minutes(1)...days(1))) var firstResponseTarget = hours(1)
  @Setting("Days of grace.", .days(0...30)) var grace: Int64 = 2
  @Setting("Not counted.", .words(of: Severity.self)) var exempt: Set<Severity> = [.minor]
  @Setting("What each counts.", .counts(by: Severity.self, 0...10)) var severityWeights: [Severity: Int64] = [
    .minor: 1, .critical: 9,
  ]
}

private struct Stray: Silent {
  static let id = "stray"
  @Setting("Days of grace.", .days(0...30)) var grace: Int64 = 2
  var memory = 0
}
