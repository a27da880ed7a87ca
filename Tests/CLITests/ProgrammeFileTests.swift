import Foundation
import TestSupport
import Testing

/// Programmes that are none: 78, but for one that is not there.
@Suite struct ProgrammeFileTests {
  let data: TemporaryData

  init() throws { data = try SmallPlatform.written() }

  private func measures(with programme: String) throws -> Guildmark.Outcome {
    try CLITests.measures(data, "--programme", programme)
  }

  private func measures(withText text: String) throws -> Guildmark.Outcome {
    try data.write(Array(text.utf8), to: "programme.yaml")
    return try measures(with: "\(data.path)/programme.yaml")
  }

  @Test("a programme that is not there is no input")
  func absent() throws {
    for path in ["\(data.path)/no.yaml", "\(data.path)/guilds.csv/no.yaml", ""] {
      expectFailure(try measures(with: path), Code.noInput, says: "\(path): there is no such file")
    }
  }

  @Test("a folder is no programme")
  func directory() throws {
    expectFailure(try measures(with: data.path), Code.programme, says: "\(data.path): this is a directory")
  }

  static let broken: [(String, String, String)] = [
    ("empty", "", ":1:1: `scorers` is missing; name at least one below it, such as `complaint_rate:`"),
    ("comments alone", "# nothing\n", "`scorers` is missing"),
    ("5,000 levels deep", String(repeating: "[", count: 5000), ":1:33: this is nested more than 32 levels deep"),
    ("5,000 mappings deep", String(repeating: "{a: ", count: 5000), "nested more than 32 levels deep"),
    ("NO for a number", "version: NO\nscorers: { retention: }\n", ":1:10: "),
    ("1:30 for a duration", "scorers:\n  responsiveness:\n    settings: { first_response_target: 1:30 }\n", ":3:40: "),
    ("1:30 for a weight", "scorers: { retention: { weight: 1:30 } }\n", ":1:33: "),
    ("0x1F for a weight", "scorers: { retention: { weight: 0x1F } }\n", ":1:33: "),
    (
      "an unknown key", "windw: 1 month\nscorers: { retention: }\n",
      ":1:1: "
    ),
    ("an unknown scorer", "scorers: { retenton: }\n", "did you mean `retention`?"),
    (
      "an unknown measure", "scorers:\n  retention:\n    measures: { atrition_rate: { weight: 1 } }\n",
      "did you mean `attrition_rate`?"
    ),
    ("a key twice", "version: 1\nversion: 2\nscorers: { retention: }\n", ":2:1: "),
    ("an anchor", "scorers: &a { retention: }\n", "a programme has no anchors"),
    ("two documents", "scorers: { retention: }\n---\nscorers:\n", "a second document starts here"),
    ("an unclosed quote", "programme: \"Monthly\nscorers: { retention: }\n", ":1:12: "),
    ("a tab", "scorers:\n\tretention:\n", ":2:1: "),
    ("a CSV", SmallPlatform().guilds, ".yaml:1:1: "),
  ]

  @Test("a programme with a mistake is told it at its place", arguments: broken.map(\.0))
  func oneMistake(what: String) throws {
    let (_, text, words) = try #require(Self.broken.first { $0.0 == what })
    expectFailure(try measures(withText: text), Code.programme, says: "\(data.path)/programme.yaml:", words)
  }

  @Test("all mistakes are told at once, in the order of the file, with what was meant")
  func allAtOnce() throws {
    let outcome = try measures(
      withText: "windw: 1 month\ncurrency: dollars\nscorers: { retenton: , responsiveness: { wieght: 3 } }\ntiers: 7\n")
    expectFailure(
      outcome, Code.programme, says: "did you mean `window`?", "did you mean `weight`?", "did you mean `retention`?")
    let places = outcome.words.matches(of: #/programme\.yaml:(\d+):(\d+):/#).compactMap { Int($0.1) }
    #expect(places.count >= 5 && places == places.sorted(), "\(outcome)")
  }

  @Test("binary, UTF-16 and invalid UTF-8 are named as what they are")
  func noText() throws {
    let text = "scorers: { retention: }\n"
    let utf16 = text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let cases: [([UInt8], String)] = [
      ([0xFF, 0xFE] + utf16, "the file is in UTF-16; save it as UTF-8"), (utf16, "the file is in UTF-16"),
      (Array("scorers: \u{1}".utf8), "the character U+0001 cannot stand in a programme"),
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], "cannot stand in a programme"),
      (Array("programme: Caf".utf8) + [0xE9] + Array("\n\(text)".utf8), ":1:15: this is not UTF-8 text"),
      ([UInt8](repeating: UInt8(ascii: "#"), count: 2 << 20), "the file is longer than 1 MiB"),
    ]
    for (bytes, words) in cases {
      try data.write(bytes, to: "programme.yaml")
      expectFailure(try measures(with: "\(data.path)/programme.yaml"), Code.programme, says: words)
    }
    expectFailure(try measures(with: Guildmark.binary), Code.programme, says: "guildmark:1:")
    expectFailure(try measures(with: "/dev/zero"), Code.programme)
  }

  @Test("a bad programme is told before the tables are looked at")
  func programmeFirst() throws {
    try data.write(Array("scorers: { retenton: }\n".utf8), to: "programme.yaml")
    let programme = "\(data.path)/programme.yaml"
    for command in [["check"], ["measures", "--data", "/no/such", "--month", "2026-10"]] {
      expectFailure(try Guildmark.run(command + ["--programme", programme]), Code.programme, says: "did you mean")
    }
  }

  @Test(
    "check of a programme alone shows what is in force", arguments: ["monthly", "minimal", "geometric", "strict-gates"])
  func inForce(name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Configs/\(name).yaml").path
    let outcome = try Guildmark.run("check", "--programme", file)
    expectDone(outcome)
    #expect(outcome.text.contains("Digest     sha256:") && outcome.words.isEmpty, "\(outcome)")
  }

  @Test("a byte order mark and CRLF change nothing of a programme")
  func sameProgramme() throws {
    let text = "programme: Mine\nscorers:\n  retention: { weight: 2 }\n  responsiveness: { weight: 1 }\n"
    let plain = try measures(withText: text)
    expectDone(plain)
    #expect(try measures(withText: "\u{FEFF}" + text.replacing("\n", with: "\r\n")).output == plain.output)
  }
}
