import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("What a comparison of programmes comes to")
struct ComparisonFigureTests {
  static let comparison = Fixture.comparison()
  static let month = comparison.months[0]

  @Test("guilds are counted by what becomes of their tier")
  func moves() {
    let moves = Self.month.moves
    #expect((moves.up, moves.down, moves.same) == (1, 2, 1))
    #expect((moves.becomeRated, moves.becomeUnrated, moves.unrated) == (1, 1, 1))
    #expect(moves.count == 5 && moves.guilds == Self.month.guilds.count)
    #expect(Self.month.movers([.down]).map(\.guildID.description) == ["G3", "G1"], "those that fall furthest first")
  }

  @Test("each guild is in one cell of the matrix, the unrated in the last row and column")
  func migration() {
    let migration = Self.month.migration
    #expect(migration.before == ["Platinum", "Gold", "Silver", "Bronze", nil])
    #expect(
      migration.counts == [[0, 1, 0, 0, 0], [0, 1, 0, 1, 0], [0, 1, 0, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 1, 1]])
    #expect(migration.beforeTotals == [1, 2, 1, 1, 2] && migration.afterTotals == [0, 3, 0, 2, 2])
  }

  @Test("turned round, up is down and every mean turns its sign")
  func mirrored() {
    let mirrored = Self.month.guilds.map { guild in
      var guild = guild
      swap(&guild.before, &guild.after)
      return guild
    }
    let month = Fixture.comparedMonth(10, mirrored)
    #expect((month.moves.up, month.moves.down) == (Self.month.moves.down, Self.month.moves.up))
    #expect(month.scoreChanges.mean == Self.month.scoreChanges.mean.map { -$0 })
    #expect(month.rankCorrelation == Self.month.rankCorrelation)
    for (a, b) in zip(month.groups, Self.month.groups) {
      #expect(a.gap.map { -$0 } == b.gap && a.grantChange == -b.grantChange)
    }
  }

  @Test("groups stand beside all others, in the order of their sizes, and small ones are said to be")
  func groups() throws {
    let groups = Self.month.groups
    #expect(groups.map(\.group.value.description) == ["EU", "SEA", "under 5", "5 to 9", "10 to 24"])
    let (eu, sea, young) = (groups[0], groups[1], groups[2])
    #expect((eu.guilds, eu.rated, sea.guilds, sea.rated) == (5, 2, 2, 2))
    #expect(eu.meanChange == -0.925 && sea.meanChange == 0.77 && eu.othersMeanChange == 0.77)
    #expect(eu.downShare == 0.5 && sea.upShare == 0.5 && eu.grantChange == -400)
    #expect(young.rated == 0 && young.meanChange == nil && young.gap == nil && young.downShare == nil)
    #expect(groups.allSatisfy(\.isSmall) && groups.extremes(by: \.gap) == nil)
    let large = Fixture.largeComparison(600).months[0].groups.byAttribute[0]
    #expect(large.extremes(by: \.gap)?.worst.group.value == Identifier("SEA"))
  }

  @Test("what parts do to scores adds up to how scores change")
  func effects() throws {
    for comparison in [Self.comparison, Fixture.largeComparison(500)] {
      let month = comparison.months[0]
      let effects = comparison.effects(in: month)
      #expect(effects.reduce(0) { $0 + $1.sum } == 10 * month.guilds.compactMap(\.scoreChange).reduce(0, +))
      let mean = try #require(month.scoreChanges.mean)
      #expect(abs(effects.compactMap(\.mean).reduce(0, +) - mean) < 1e-9)
    }
    let effects = Self.comparison.effects(in: Self.month)
    #expect((effects[0].guilds, effects[0].largest, effects[0].down, effects[0].becomeRated) == (2, -1450, 1, 1))
    #expect((effects[2].guilds, effects[2].down, effects[2].isIdle) == (0, 1, false))
  }

  @Test(
    "a move is explained by the parts that make it",
    arguments: [
      ("G1", "weight of retention 25 → 40: −1.45 points; 1 other: −0.40 points"),
      ("G2", "curve of payout_fairness.on_time_rate: +1.505 points; 1 other: +0.035 points"),
      ("G3", "gate payout arrears (new): −USD 1,000"),
      ("G4", ""), ("G5", "curve of payout_fairness.on_time_rate"), ("G6", "weight of retention 25 → 40"), ("G7", ""),
    ])
  func causes(_ id: String, _ cause: String) throws {
    let guild = try #require(Self.month.guilds.first { $0.guildID == Identifier(id) })
    #expect(Self.comparison.cause(of: guild).replacing("\u{A0}", with: " ") == cause)
  }

  @Test("parts that do as much to the tier are told apart by the score, what the others come to is said")
  func tiedCauses() {
    var comparison = Self.comparison
    comparison.parts += [.init(kind: .combine, path: "combine", before: "weighted_mean", after: "geometric_mean")]
    let guild = Fixture.compared(
      "G", nil, Fixture.standing(7000, 1, 0), Fixture.standing(6000, 1, 2),
      [
        .init(part: 0, score: -50, tier: 500), .init(part: 1, score: -4500, tier: 500), .init(part: 2, tier: 500),
        .init(part: 3, score: -5450, tier: 500),
      ])
    #expect(comparison.causes(of: guild).map(\.part) == [3, 1, 0, 2])
    #expect(
      comparison.cause(of: guild, most: 1).hasSuffix("geometric_mean: −5.45\u{A0}points; 3 others: −4.55\u{A0}points"))
  }

  @Test("rank correlations are those of their definitions")
  func correlations() throws {
    // With ties on both sides.
    let x: [Hundredths] = [1, 2, 2, 4, 5, 6, 7, 7, 7, 10]
    let y: [Hundredths] = [3, 1, 4, 4, 9, 2, 6, 5, 5, 8]
    let order = try #require(RankCorrelation(Array(zip(x, y))))
    #expect(order.guilds == 10)
    #expect(abs(order.spearman - Self.spearman(x, y)) < 1e-12 && abs(order.kendall - Self.kendall(x, y)) < 1e-12)
    #expect(RankCorrelation([(1, 2)]) == nil && RankCorrelation([(1, 2), (1, 3)]) == nil)
    let same = try #require(RankCorrelation(x.map { ($0, $0 * 3) }))
    #expect(same.spearman == 1 && same.kendall == 1)
    let turned = try #require(RankCorrelation(x.map { ($0, -$0) }))
    #expect(turned.spearman == -1 && turned.kendall == -1)
  }

  @Test("rank correlations of many guilds with many ties agree with counting every pair", arguments: 1...20)
  func manyCorrelations(_ seed: UInt64) throws {
    var state = seed
    func random(_ limit: UInt64) -> Hundredths {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Hundredths((state >> 33) % limit)
    }
    let pairs = (0..<Int(40 + seed * 7)).map { _ in (before: random(30), after: random(9)) }
    let order = try #require(RankCorrelation(pairs))
    let (x, y) = (pairs.map(\.before), pairs.map(\.after))
    #expect(abs(order.spearman - Self.spearman(x, y)) < 1e-12 && abs(order.kendall - Self.kendall(x, y)) < 1e-12)
  }

  /// By its definition: the correlation of mean ranks.
  static func spearman(_ x: [Hundredths], _ y: [Hundredths]) -> Double {
    func ranks(_ values: [Hundredths]) -> [Double] {
      values.map { value in
        Double(values.count { $0 < value }) + Double(values.count { $0 == value } + 1) / 2
      }
    }
    let (a, b) = (ranks(x), ranks(y))
    let mean = Double(x.count + 1) / 2
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } }
    return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
  }

  /// By its definition, pair by pair.
  static func kendall(_ x: [Hundredths], _ y: [Hundredths]) -> Double {
    var (concord, left, right) = (0, 0, 0)
    for i in x.indices {
      for j in 0..<i {
        let (a, b) = ((x[i] - x[j]).signum(), (y[i] - y[j]).signum())
        concord += Int(a * b)
        left += a == 0 ? 0 : 1
        right += b == 0 ? 0 : 1
      }
    }
    return Double(concord) / (Double(left) * Double(right)).squareRoot()
  }
}

@Suite("What a comparison of programmes says of groups and of parts that push against each other")
struct ComparisonVerdictTests {
  /// Ten guilds a region, all of one score.
  private static func month(
    _ change: (_ region: String, _ number: Int) -> (score: Hundredths, tier: Int, granted: Int128)
  )
    -> ProgrammeComparison.Month
  {
    let guilds = ["EU", "MENA"].flatMap { region in
      (0..<10).map { number -> ProgrammeComparison.Guild in
        let (score, tier, granted) = change(region, number)
        return Fixture.compared(
          "\(region)\(number)", nil, region: region, Fixture.standing(6000, 1, 2, granted: 1000),
          Fixture.standing(score, 1, tier, granted: granted))
      }
    }
    return Fixture.comparedMonth(10, guilds)
  }

  private static func verdict(_ month: ProgrammeComparison.Month) -> String {
    month.groups.byAttribute[0].verdict(currency: "USD").replacing("\u{A0}", with: " ")
  }

  @Test("a region whose guilds fall by a gate alone is named, though no score changes")
  func moves() {
    let verdict = Self.verdict(Self.month { region, number in (6000, region == "MENA" && number < 3 ? 3 : 2, 1000) })
    #expect(verdict.hasPrefix("Most moves down: MENA, 30.0 % down") && !verdict.contains("Scores"), "\(verdict)")
  }

  @Test("a region that loses money alone is named")
  func money() {
    let verdict = Self.verdict(Self.month { region, _ in (6000, 2, region == "MENA" ? 400 : 900) })
    #expect(verdict == "Loses most incentives: MENA, −USD 600 a guild, all others −USD 100.")
  }

  @Test("where nothing sets groups apart, it says by what and within what")
  func none() {
    let verdict = Self.verdict(Self.month { _, _ in (6010, 2, 1000) })
    #expect(verdict.hasPrefix("No region fares otherwise: mean scores lie within 0.1 points"))
  }

  @Test("guilds that one part pushes and another pushes back are counted apart from those that move")
  func cancelled() {
    let comparison = Fixture.comparison {
      $0.months[0].guilds = [
        Fixture.compared(
          "G", nil, Fixture.standing(6000, 1, 2), Fixture.standing(6000, 1, 2),
          [.init(part: 0, tier: 1000), .init(part: 2, tier: -1000)])
      ]
    }
    let effects = comparison.effects(in: comparison.months[0])
    #expect(effects.map(\.up) == [0, 0, 0] && effects.map(\.down) == [0, 0, 0])
    #expect(effects.map(\.cancelled) == [1, 0, 1] && !effects[0].isIdle)
  }

  @Test("money leaves nothing behind in binary")
  func exactMoney() {
    let incentives = ProgrammeComparison.Incentives(
      currency: "USD", before: .init(budget: nil, earned: 0.3, granted: 0.3, rule: ""),
      after: .init(budget: nil, earned: 0.1, granted: 0.1, rule: ""))
    #expect(incentives.change == -0.2)
  }

  @Test("what was noted stands on every face")
  func notes() {
    let comparison = Fixture.comparison { $0.months[0].notes = ["nothing is dated in October 2026"] }
    let note = "nothing is dated in October 2026"
    #expect(text(comparison.jsonBytes).contains(note) && text(comparisonHTML(comparison)).contains(note))
    #expect(words(of: comparisonText(comparison, color: false)).contains(note))
  }
}
