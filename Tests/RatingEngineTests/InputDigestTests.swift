import RatingProgramme
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct InputDigestTests {
  private static let guilds = "guild_id,name,onboarded_on\ng1,One,2026-01-01\ng2,Two,2026-02-01\n"
  private static let requests = """
    guild_id,broadcaster_id,request_id,opened_at,first_response_at,resolved_at
    g1,b1,r1,2026-10-02T00:00:00Z,2026-10-02T01:00:00Z,2026-10-03T00:00:00Z
    g2,b2,r2,2026-10-04T00:00:00Z,2026-10-04T02:00:00Z,2026-10-05T00:00:00Z

    """

  private func digest(
    _ guilds: String = guilds, _ requests: String = requests, month: Month = RandomTables.october, threads: Int = 1
  ) throws -> String {
    let data = try TemporaryData()
    try data.write(Array(guilds.utf8), to: "guilds.csv")
    try data.write(Array(requests.utf8), to: "requests.csv")
    return try TalliedMonth(
      data: data.path, programme: GoldenMeasureTests.tuned, month: month, threads: threads
    ).digest()
  }

  @Test("the same rows have one digest, in any order")
  func order() throws {
    let (header, rows) = (Self.requests.split(separator: "\n")[0], Self.requests.split(separator: "\n").dropFirst())
    let reversed = ([header] + rows.reversed()).map { $0 + "\n" }.joined()
    #expect(try digest().wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
    #expect(try digest() == digest(Self.guilds, reversed, threads: 3))
  }

  @Test(
    "what counts changes it",
    arguments: [
      (guilds.replacing("Two", with: "Twi"), requests), (guilds.replacing("02-01", with: "02-02"), requests),
      (guilds, requests.replacing("02T01:00:00", with: "02T03:00:00")),
      (guilds, requests.replacing("g2,b2", with: "g1,b2")),
      (guilds, requests + "g1,b1,r3,never,,\n"),
      (guilds, requests + "g1,b1,r3,2026-10-09T00:00:00Z,,\n"),
    ])
  func content(_ guilds: String, _ requests: String) throws {
    #expect(try digest(guilds, requests) != digest())
  }
}
