import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct ChangeTests {
  @Test("answer 34 more of 412: with that many it really is reached, with one fewer not")
  func countable() throws {
    let estimate = Care.answered.proportion(366, of: 412)
    let change = try #require(Change(to: 0.97, from: estimate, of: Care.answered))
    #expect(change.amount == 34)
    #expect(change.after == 400.0 / 412)
    #expect(400.0 / 412 >= 0.97 && 399.0 / 412 < 0.97)
    let act = change.act(of: Care.answered, settings: Care().spelledSettings, estimate: estimate, currency: "USD")
    #expect(act == "answer 34 more of 412 requests within 24\u{A0}h")
  }

  @Test("the smallest number of events is found, never one too few or too many", arguments: seeds(1...15))
  func smallest(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let total = Int64.random(in: 1...2000, using: &random)
      let count = Int64.random(in: 0...total, using: &random)
      // Values as curves and peers have them: per mille, and other guilds' fractions.
      let other = Int64.random(in: 1...2000, using: &random)
      let wanted =
        Bool.random(using: &random)
        ? Double(Int64.random(in: 0...1000, using: &random)) / 1000
        : Double(Int64.random(in: 0...other, using: &random)) / Double(other)
      for measure in [Care.answered, Care.reopened] {
        let isHigher = measure.direction == .higher
        func isReached(_ count: Int64) -> Bool {
          isHigher ? Double(count) / Double(total) >= wanted : Double(count) / Double(total) <= wanted
        }
        let needed = isHigher ? (count...total).first(where: isReached) : (0...count).reversed().first(where: isReached)
        let change = Change(to: wanted, from: measure.proportion(count, of: total), of: measure)
        #expect(change?.amount ?? 0 == Double(abs(needed! - count)), "\(count) of \(total) to \(wanted), seed \(seed)")
        if let needed, let change { #expect(change.after == Double(needed) / Double(total)) }
      }
    }
  }

  @Test("money is counted in hundredths, days and events in whole ones")
  func grains() throws {
    let money = try #require(Change(to: 0.05, from: Pay.underpaid.ratio(100.5, to: 1000.33), of: Pay.underpaid))
    #expect(abs(try #require(money.amount) - 50.49) < 1e-9)
    #expect(money.after <= 0.05)
    let days = try #require(Change(to: 1.5, from: Pay.late.mean(10, over: 5), of: Pay.late))
    #expect(days.amount == 3 && days.after == 1.4)
    #expect(Change(to: 2, from: Pay.late.mean(10, over: 5), of: Pay.late) == nil)
    let few = try #require(Change(to: 0, from: Stay.leaving.rate(4, per: 9.7), of: Stay.leaving))
    #expect(few.amount == 4 && few.after == 0)
  }

  @Test("what is not counted is written without loss, and is no less good than wanted")
  func uncounted() throws {
    let wait = try #require(Change(to: 3.504, from: Care.wait.value(9, restingOn: 10), of: Care.wait))
    #expect(wait.amount == nil && wait.after == 3.5)
    let kept = try #require(Change(to: 0.80011, from: Stay.kept.value(0.5, restingOn: 10), of: Stay.kept))
    #expect(kept.after == 0.801)
    #expect(try #require(Change(to: 0.8, from: Stay.kept.value(0.5, restingOn: 10), of: Stay.kept)).after == 0.8)
  }

  @Test("a median never reached starts from never")
  func never() throws {
    let estimate = Care.wait.value(.infinity, restingOn: 10)
    let change = try #require(Change(to: 8, from: estimate, of: Care.wait))
    let act = change.act(of: Care.wait, settings: Care().spelledSettings, estimate: estimate, currency: "USD")
    #expect(act == "bring the wait from never down to 8\u{A0}h")
  }
}

struct AdviceTests {
  /// A random month, rated, with a sheet for each guild to try changes on.
  private struct Platform {
    let programme: Programme
    let record: RatingRecord
    let guilds: [MeasuredGuild]
    let sheets: [ScoreSheet]

    init(_ yaml: String, guilds count: Int, using random: inout SeededGenerator) throws {
      let programme = try RatingEngineTests.programme(yaml)
      let rules = Rulebook(programme)
      self.programme = programme
      guilds = (0..<count).map { guild("g\($0 + 100)", randomEstimates(using: &random), by: programme) }
      record = rate(guilds, by: programme)
      sheets = guilds.map { guild in
        ScoreSheet(
          rules, values: guild.scorers.map { $0.map { $0.estimate?.value } }, neutral: rules.scorers.map { _ in nil })
      }
    }

    func place(_ act: Improvement) -> (scorer: Int, measure: Int) {
      let scorer = programme.scorers.firstIndex { $0.id == act.scorer }!
      return (scorer, programme.scorers[scorer].scorer.measures.firstIndex { $0.id == act.measure }!)
    }

    func applying(_ acts: [Improvement], to sheet: ScoreSheet) -> ScoreSheet {
      acts.reduce(sheet) { sheet, act in
        let place = place(act)
        return sheet.replacing(scorer: place.scorer, measure: place.measure, by: act.after)
      }
    }
  }

  private static let gates = """

    gates:
      - { name: arrears, when: { pay.underpaid: { above: 5% } }, cap: Bronze }
      - { name: exodus, when: { stay.leaving: { above: 10% } }, cap: Silver }
    """

  @Test("improvements: at most three, best first, priced by what they really bring", arguments: seeds(1...25))
  func improvements(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let mean = ["weighted_mean", "geometric_mean"].randomElement(using: &random)!
    let platform = try Platform(
      "combine: \(mean)\nscorers: { care: { weight: 5 }, pay: { weight: 3 }, stay: { weight: 2 } }" + Self.gates,
      guilds: Int.random(in: 2...12, using: &random), using: &random)
    for (rating, sheet) in zip(platform.record.guilds, platform.sheets) where rating.score != nil {
      #expect(rating.improvements.count <= 3)
      #expect(zip(rating.improvements, rating.improvements.dropFirst()).allSatisfy { $0.gain >= $1.gain })
      for act in rating.improvements {
        let after = platform.applying([act], to: sheet).outcome
        #expect(act.gain > 0)
        #expect(hundredths(act.gain) == after.score! - sheet.outcome.score!, "\(act), seed \(seed)")
        let reaches = after.tier! < sheet.outcome.tier! ? platform.programme.tiers[after.tier!].name : nil
        #expect(act.reaches == reaches)
        guard mean == "weighted_mean" else { continue }
        // weight × (curve(after) − curve(now)), up to the rounding of a scorer's points and of the score.
        let scorer = rating.scorers.first { $0.id == act.scorer }!
        let measure = scorer.measures.first { $0.id == act.measure }!
        let place = platform.place(act)
        let plan = sheet.rules.scorers[place.scorer].plans[place.measure]!
        let change = plan.curve.points(at: act.after, of: plan.measure) - measure.points!
        #expect(abs(act.gain - scorer.weight * measure.weight * change) <= 0.02 + 1e-9, "\(act), seed \(seed)")
      }
    }
  }

  @Test("a trial says to the bit what another sheet would", arguments: seeds(1...10))
  func trials(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let mean = ["weighted_mean", "geometric_mean", "harmonic_mean"].randomElement(using: &random)!
    let platform = try Platform("combine: \(mean)\nscorers: { care: {}, pay: {}, stay: {} }", guilds: 8, using: &random)
    for sheet in platform.sheets {
      for (scorer, plans) in sheet.rules.scorers.map(\.plans).enumerated() {
        for measure in plans.indices {
          guard var trial = Trial(of: sheet, scorer: scorer, measure: measure) else {
            #expect(plans[measure] == nil || sheet.values[scorer][measure] == nil)
            continue
          }
          #expect(trial.now == sheet.outcome.score)
          for value in (0..<20).map({ _ in Double.random(in: 0...2, using: &random) }) + [.infinity] {
            let other = sheet.replacing(scorer: scorer, measure: measure, by: value)
            #expect(trial.score(at: value) == other.outcome.score, "\(value), seed \(seed)")
          }
        }
      }
    }
  }

  @Test("with five peers it aims at their better quartile, with fewer at the curve's next point")
  func aims() throws {
    let programme = try programme("scorers: { stay: {} }")
    let values = [0.2, 0.4, 0.6, 0.8, 0.9]
    let guilds = values.enumerated().map { guild("g\($0)", [Stay.kept.value($1, restingOn: 1)], by: programme) }
    let five = rate(guilds, by: programme).guilds
    #expect(five.map { $0.improvements.first?.after } == [0.8, 0.8, 0.8, 0.9, 1])
    #expect(five.map { $0.improvements.first?.basis } == [.peers, .peers, .peers, .curve, .curve])
    let four = rate(Array(guilds.prefix(4)), by: programme).guilds
    #expect(four.map { $0.improvements.first?.after } == [0.3, 0.5, 0.7, 0.9])
  }

  @Test("the way to the next tier really leads there, and with one event fewer it does not", arguments: seeds(1...25))
  func nextTier(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let mean = ["weighted_mean", "geometric_mean", "harmonic_mean"].randomElement(using: &random)!
    let platform = try Platform(
      "combine: \(mean)\nscorers: { care: { weight: 5 }, pay: { weight: 3 }, stay: { weight: 2 } }"
        + (Bool.random(using: &random) ? Self.gates : ""), guilds: 8, using: &random)
    for (rating, sheet) in zip(platform.record.guilds, platform.sheets) where rating.score != nil {
      guard let tier = platform.programme.tiers.firstIndex(where: { $0.name == rating.tier }), tier > 0 else {
        #expect(rating.nextTier == nil)
        continue
      }
      let next = try #require(rating.nextTier)
      let wanted = platform.programme.tiers[tier - 1]
      #expect(next.tier == wanted.name)
      #expect(hundredths(next.missing) == max(0, wanted.from - sheet.outcome.score!))
      let after = platform.applying(next.acts, to: sheet)
      if next.isReachable {
        #expect(after.outcome.score! >= wanted.from, "\(next), seed \(seed)")
      } else {
        #expect(next.acts.allSatisfy { $0.basis == .gate })
      }
      let standing = zip(after.rules.gates, after.outcome.gates).filter { $1 == true && $0.gate.cap > tier - 1 }
      #expect(next.gates == standing.map { $0.0.gate.name }, "\(next), seed \(seed)")
      if next.isReachable, next.gates.isEmpty { #expect(after.outcome.tier! <= tier - 1) }
      #expect(Set(next.acts.map { "\($0.scorer).\($0.measure)" }).count == next.acts.count)

      // Each act is the smallest that does it, given the others.
      for act in next.acts {
        let place = platform.place(act)
        let estimate = platform.guilds.first { $0.guild.id == rating.guildID }!
          .scorers[place.scorer].first { $0.measure.id == act.measure }!.estimate!
        guard let numerator = estimate.numerator else { continue }
        let measure = sheet.rules.scorers[place.scorer].measures[place.measure]
        let step = (measure.kind == .ratio ? 0.01 : 1) * (measure.direction == .higher ? -1.0 : 1)
        let fewer = (act.after * estimate.denominator).rounded(toPlaces: 2) + step
        guard measure.direction == .higher ? fewer >= numerator : fewer <= numerator else { continue }
        let without = platform.applying(next.acts.filter { $0 != act }, to: sheet)
          .replacing(scorer: place.scorer, measure: place.measure, by: fewer / estimate.denominator)
        let isShort = without.outcome.score! < wanted.from || without.outcome.tier! > tier - 1
        #expect(isShort || !next.isReachable, "\(next) with \(fewer), seed \(seed)")
      }
    }
  }

  @Test("what lifts a gate is said, just enough of it, whatever the score")
  func lifting() throws {
    let programme = try programme(
      """
      scorers: { pay: {} }
      gates:
        - { name: mild, when: { pay.underpaid: { above: 20% } }, cap: Silver }
        - { name: arrears, when: { pay.underpaid: { above: 5% } }, cap: Bronze }
      """)
    let owing = guild("g", [Pay.underpaid.ratio(100.5, to: 1000.33), Pay.late.mean(0, over: 5)], by: programme)
    let rating = try #require(rate([owing], by: programme).guilds.first)
    #expect(rating.tier == "Bronze")
    let next = try #require(rating.nextTier)
    #expect(next.tier == "Silver" && next.gates.isEmpty && next.isReachable)
    #expect(next.acts.map(\.basis).first == .gate || next.acts.count == 1)
    #expect(try #require(next.acts.first).after <= 0.05)
  }

  @Test("one act is enough where one is, and there is no next tier above the best")
  func single() throws {
    let programme = try programme("scorers: { stay: {} }")
    let ratings = rate(
      [0.5, 0.55, 0.9].enumerated().map { guild("g\($0)", [Stay.kept.value($1, restingOn: 1)], by: programme) },
      by: programme
    ).guilds
    #expect(ratings[0].nextTier?.acts.map(\.act) == ["bring the share kept from 50.0\u{A0}% up to 55.0\u{A0}%"])
    #expect(ratings[0].nextTier?.acts.first?.basis == .threshold)
    #expect(ratings[0].nextTier?.missing == 5)
    #expect(ratings[1].nextTier?.tier == "Gold")
    #expect(ratings[2].nextTier == nil)
  }
}

extension Double {
  fileprivate func rounded(toPlaces places: Int) -> Double {
    let scale = places == 2 ? 100.0 : 1
    return (self * scale).rounded() / scale
  }
}
