import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("The verdict says what is so")
struct VerdictTests {
  static func verdict(_ guild: GuildRating, _ record: RatingRecord = Fixture.record) -> String {
    Card(of: guild, in: record, peers: PeerPoints(record)).verdict.map { $0.map(\.text).joined() }.joined(
      separator: " ")
  }

  /// Eight guilds of one peer group, all with these points.
  static func record(peers points: [Double?], _ guild: GuildRating) -> RatingRecord {
    Fixture.record { record in
      record.guilds =
        (0..<7).map {
          Fixture.guild("P\($0)", nil, 70, "Gold", rank: 1, scorers: Fixture.scorers(points, [24, 24, 22]))
        } + [guild]
    }
  }

  @Test("tier, month by name and score")
  func rated() {
    #expect(Self.verdict(Fixture.harbour).hasPrefix("Harbour Lights is Gold for October 2026: 78.4 of 100."))
    #expect(!Self.verdict(Fixture.harbour).contains("up "))
  }

  @Test("what lifted and what cost is against the peers’ medians")
  func attribution() {
    let text = Self.verdict(Fixture.harbour, Self.record(peers: [75, 80, 75.17, nil], Fixture.harbour))
    #expect(text.contains("Against its peers’ medians, Payout fairness lifted it most; Responsiveness cost it most."))
    let even = Self.verdict(Fixture.harbour, Self.record(peers: [68.2, 91.3, 75.17, nil], Fixture.harbour))
    #expect(even.contains("Every scorer is close to its peers’ median"))
    let equal = Self.verdict(Fixture.harbour, Self.record(peers: [58.2, 81.3, 90, nil], Fixture.harbour))
    #expect(equal.contains("Responsiveness and Payout fairness lifted it most; Retention cost it most."))
  }

  @Test("without peers, or in another mean, only the missing points are spoken of")
  func alone() {
    for record in [
      Fixture.record { $0.guilds = [Fixture.harbour] }, Fixture.record { $0.programme.combine = "geometric_mean" },
    ] {
      let text = Self.verdict(Fixture.harbour, record)
      #expect(text.contains("The largest part of the missing points lies in Responsiveness."))
      #expect(!text.contains("lifted") && !text.contains("peers"))
    }
  }

  @Test("a gate that lowered the tier is named, with what the score had earned")
  func gate() {
    let text = Self.verdict(Fixture.gated)
    #expect(
      text.contains(
        "Its score is enough for Gold, but the gate “payout arrears” caps it at Bronze. Broadcasters are owed money."))
    var harmless = Fixture.gated
    harmless.gates[0].lowered = false
    #expect(!Self.verdict(harmless).contains("gate"))
  }

  @Test("provisional and unrated say why")
  func flags() {
    #expect(
      Self.verdict(Fixture.provisional).contains(
        "is Silver, provisionally, for October 2026: 61.0 of 100. 3 broadcasters in the window, of at least 5."))
    #expect(
      Self.verdict(Fixture.unrated)
        == "Quiet House is not rated for October 2026. 2 upheld complaints and no membership in the window.")
  }

  @Test("a score just under a threshold never reads as on it")
  func edge() {
    #expect(Self.verdict(Fixture.edge).contains("is Gold for October 2026: 84.96 of 100."))
    let thresholds = [85.0, 70, 55, 0]
    for (score, text) in [(84.94, "84.9"), (84.95, "84.95"), (85, "85.0"), (69.99, "69.99"), (78.45, "78.5")] {
      #expect(scoreText(score, thresholds: thresholds) == text)
    }
    #expect(scoreText(85.04, thresholds: [85.03]) == "85.04")
  }

  @Test("the parts are seen to add up to the score", arguments: Fixture.guilds)
  func sum(_ guild: GuildRating) throws {
    guard let score = guild.score else { return }
    let sum = try #require(Card(of: guild, in: Fixture.record, peers: PeerPoints(Fixture.record)).sum)
    let sides = sum.split(separator: " = ")
    let parts = sides[0].split(separator: " + ").compactMap { Double($0) }
    let total = try #require(Double(sides[1]))
    #expect(hundredths(parts.reduce(0, +)) == hundredths(total))
    #expect(abs(total - score) <= 0.05)
  }

  @Test("distances are exact")
  func distances() throws {
    let text = words(of: cardHTML(of: Fixture.edge, in: Fixture.record))
    #expect(text.contains("0.04 points short of Platinum, which starts at 85. 14.96 points above the start of Gold."))
    #expect(
      words(of: cardHTML(of: Fixture.platinum, in: Fixture.record)).contains(
        "Platinum is the best tier. 3.25 points above the start of Platinum."))
  }

  @Test("a median that is never reached is said and drawn at the worse end")
  func never() throws {
    var guild = Fixture.harbour
    guild.scorers[0].measures[1].value = nil
    guild.scorers[0].measures[1].isNever = true
    guild.scorers[0].measures[1].peers?.lowerQuartile = nil
    let card = Card(of: guild, in: Fixture.record, peers: PeerPoints(Fixture.record))
    let line = card.parts[0].measures[1]
    #expect(line.value == "never")
    let strip = try #require(line.strip)
    #expect(strip.value == 0 && strip.middleHalf?.lowerBound == 0)
    #expect(strip.alternative.hasPrefix("Value never, target 1\u{A0}h"))
  }

  @Test("better is always to the right")
  func direction() throws {
    let card = Card(of: Fixture.harbour, in: Fixture.record, peers: PeerPoints(Fixture.record))
    for line in card.parts.flatMap(\.measures) {
      guard let strip = line.strip, let target = strip.target, let value = strip.value else { continue }
      #expect(target > value, "\(line.title) falls short of its target")
    }
  }

  @Test("incentives show their arithmetic, and the rule where the budget cut them")
  func incentives() {
    let text = words(of: cardHTML(of: Fixture.harbour, in: Fixture.record))
    #expect(text.contains("1.5 % × USD 412,000 = USD 6,180 granted USD 4,944"))
    #expect(text.contains("Earned USD 14,180, granted USD 11,344 within the budget. All grants are cut alike"))
  }
}
