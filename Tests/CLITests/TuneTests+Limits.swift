import Foundation
import TestSupport
import Testing

/// Where `tune` finds nothing to offer, or less than was asked for.
extension TuneTests {
  /// A text without its line breaks.
  private func flat(_ outcome: Guildmark.Outcome) -> String {
    outcome.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: Movement

  private static let movement = "movement: { promote_after: 2 months, demote_after: 2 months }"

  /// A month in which all guilds are Gold is published, and one follows in which they score 0, 1 … 99.
  private func moving() throws -> (data: TemporaryData, ledger: String) {
    let data = try platform(Self.evenly, programme: Self.programme(more: Self.movement))
    let measures = try String(contentsOfFile: "\(data.path)/measures.csv", encoding: .utf8)
    let earlier = (0..<100).map { "G\(1000 + $0),2026-09,a,75\n" }.joined()
    try data.write(Array((measures + earlier).utf8), to: "measures.csv")
    let ledger = "\(data.path)/l.sqlite"
    expectDone(try Guildmark.run("ledger", "create", ledger))
    expectDone(
      try Guildmark.run(
        "publish", "--final", "--on", "2026-10-12", "--programme", "\(data.path)/p.yaml", "--data", data.path,
        "--month",
        "2026-09", "--ledger", ledger))
    return (data, ledger)
  }

  @Test("shares go by what scores earn, and not by what movement holds this month")
  func sharesWithMovement() throws {
    let (data, ledger) = try moving()
    let outcome = try tune(data, "--ledger", ledger, "--target-share", "Platinum 5%, Gold 20%")
    expectDone(outcome)
    #expect(flat(outcome).contains("Platinum: wanted 5 %, reached 5.0 % (5 of 100 rated guilds)"), "\(outcome)")
    #expect(
      flat(outcome).contains("Movement then holds 5 guilds back this month, and 75 in a better tier"), "\(outcome)")
    #expect(try section("tiers", in: outcome).contains("name: Platinum, from: 95"), "\(outcome)")
    #expect(!flat(outcome).contains("not applied"), "\(outcome)")
  }

  @Test("a budget that movement keeps out of reach is not sought at the scale's ends", arguments: ["1500", "3000"])
  func budgetWithMovement(_ budget: String) throws {
    let (data, ledger) = try moving()
    let outcome = try tune(data, "--ledger", ledger, "--budget", budget)
    expectDone(outcome)
    let reason =
      budget == "1500"
      ? "even with the highest they earn USD 2,000; movement holds 85 guilds in a better tier this month"
      : "even with the lowest they earn USD 2,000, and the budget is not used up; movement holds 84 guilds in a worse tier"
    #expect(flat(outcome).contains("No shift of the thresholds is offered: \(reason)"), "\(outcome)")
    #expect(outcome.lines.count { $0 == "tiers:" } == 0 && !flat(outcome).contains("Or commission"), "\(outcome)")
    #expect(flat(outcome).contains("by what scores earn this month it would be"), "\(outcome)")
  }

  @Test("without a ledger it is said that movement is not applied")
  func noLedger() throws {
    let data = try platform(Self.evenly, programme: Self.programme(more: Self.movement))
    let outcome = try tune(data)
    expectDone(outcome)
    #expect(
      flat(outcome).contains(
        "without --ledger the programme's movement is not applied, so `rate --ledger` may give others"),
      "\(outcome)")
    #expect(try !flat(tune(platform(Self.evenly))).contains("movement"))
  }

  // MARK: Nothing to offer

  @Test(
    "where nothing can be offered for a budget, it is said which limit it is that stands in the way",
    arguments: [
      ("1", "No shift of the thresholds is offered: even with the highest they earn USD 300."),
      ("0.1", "No other rates are offered: those that keep to the budget leave nobody anything."),
      ("1050", "No shift of the thresholds is offered: they are as low as the budget lets them be."),
      ("1050", "No other rates are offered: they are as high as the budget lets them be."),
      ("900000", "the budget is not used up."), ("900000", "× 10, "), ("0.001", "the budget is less than USD 0.01"),
      ("900000", "That is as high as ten times what they are, the most that is tried."),
      ("20", "Rounded down, the coupons of Platinum come to nothing."),
    ])
  func nothing(_ budget: String, _ words: String) throws {
    let outcome = try tune(platform(Self.evenly), "--budget", budget)
    expectDone(outcome)
    let text = flat(outcome).replacing("× 10:", with: "× 10, ")
    #expect(text.contains(words), "\(outcome)")
    #expect(!outcome.text.contains("{}"), "\(outcome)")
  }

  @Test("too dear rates are lowered, also where what they are is finer than what is offered")
  func fineRates() throws {
    let fine = Self.programme().replacing("commission_bonus: 4%", with: "commission_bonus: 0.0155%")
    let outcome = try tune(platform(Self.evenly, programme: fine), "--budget", "452.39")
    expectDone(outcome)
    #expect(flat(outcome).contains("Tiers earn USD 452.40; the budget is USD 452.39"), "\(outcome)")
    #expect(flat(outcome).contains("bonuses and coupons × 0."), "\(outcome)")
    let enough = try tune(platform(Self.evenly, programme: fine), "--budget", "452.4")
    expectDone(enough)
    #expect(
      flat(enough).contains("No other rates are offered: they are as high as the budget lets them be."), "\(enough)")
  }

  @Test("the reason why no shift is offered is the one that holds")
  func reasons() throws {
    func said(_ programme: String, _ scores: [Double] = Self.evenly) throws -> String {
      let outcome = try tune(platform(scores, programme: programme), "--budget", "500")
      expectDone(outcome)
      return flat(outcome)
    }
    let one = Self.programme(tiers: "[{ name: Gold, from: 0 }]").replacing(
      "    Platinum: { commission_bonus: 4%, traffic_coupons: 10 }\n", with: "")
    #expect(try said(one).contains("offered: there is one tier, and so no threshold."))
    let two = Self.programme(tiers: "[{ name: Platinum, from: 85 }, { name: Bronze, from: 0 }]").replacing(
      "    Gold: { commission_bonus: 2%, badge: true }\n", with: "")
    #expect(
      try said(two, (0..<100).map { 60 + Double($0 % 2) * 30 }).contains(
        "No shift of the thresholds is offered: those that keep to the budget leave nobody anything."))
    let dear = Self.programme().replacing("Gold: { commission_bonus: 2%", with: "Gold: { commission_bonus: 5%")
    #expect(try said(dear).contains("Gold is granted more than Platinum, which is better"))
    let capped = Self.programme(more: "gates: [{ name: all, when: { brought.a: { above: -1 } }, cap: Bronze }]")
    #expect(
      try said(capped).contains(
        "nobody earns anything in this month, whatever the thresholds and the rates are; gates keep"))
    let coupons = Self.programme().replacing("traffic_coupons: 10 }", with: "traffic_coupons: 900000000000 }")
    #expect(
      try flat(tune(platform(Self.evenly, programme: coupons), "--budget", "999999999999")).contains("No other rates")
        == false)
  }

  @Test("a share that gates keep out of reach is reached as far as it can be, and that is said")
  func gatedShare() throws {
    let gate = "gates: [{ name: most, when: { brought.a: { above: 29.5 } }, cap: Bronze }]"
    let outcome = try tune(
      platform(Self.evenly, programme: Self.programme(more: gate)), "--target-share", "Platinum 50%, Gold 0%")
    expectDone(outcome)
    #expect(
      flat(outcome).contains(
        "Platinum: wanted 50 %, reached 29.0 % (29 of 100 rated guilds); no threshold gives more: gates keep 70 guilds from it. Gold: wanted 0 %, reached 0.0 % (0 of 100 rated guilds). Tier"
      ), "\(outcome)")
  }

  @Test(
    "a month without events is called so, and nothing is sought in it",
    arguments: ["--budget=5", "--target-share=Gold 5%"])
  func noEvents(_ wanted: String) throws {
    let data = try platform(Self.evenly)
    let outcome = try Guildmark.run("tune", "\(data.path)/p.yaml", "--data", data.path, "--month", "2031-01", wanted)
    expectDone(outcome)
    #expect(
      flat(outcome).contains("No event of any table is dated in January 2031; is the export complete?"), "\(outcome)")
    #expect(flat(outcome).contains("no thresholds and no rates are looked for"), "\(outcome)")
  }

  // MARK: Files laid out in other ways

  @Test(
    "lines are tried in place however the programme is laid out",
    arguments: ["byte order mark", "document", "quoted", "spaced", "indented", "CR", "CR LF"])
  func layouts(_ layout: String) throws {
    let plain = Self.programme()
    let lines = plain.split(separator: "\n", omittingEmptySubsequences: false)
    let written =
      switch layout {
      case "byte order mark": "\u{FEFF}" + plain
      case "document": "---\n" + plain + "\n...\n"
      case "quoted":
        plain.replacing("\ntiers:", with: "\n\"tiers\":").replacing("\nincentives:", with: "\n'incentives':")
      case "spaced": plain.replacing("\ntiers:", with: "\ntiers :")
      case "indented": lines.map { $0.isEmpty ? "" : "   \($0)" }.joined(separator: "\n")
      case "CR": lines.joined(separator: "\r")
      default: lines.joined(separator: "\r\n")
      }
    let outcome = try tune(
      platform(Self.evenly, programme: written), "--target-share", "Platinum 5%", "--budget", "600")
    expectDone(outcome)
    #expect(!outcome.text.contains("not tried"), "\(outcome)")
    #expect(outcome.lines.contains(layout == "indented" ? "   tiers:" : "tiers:"), "\(outcome)")
  }

  @Test("where lines can't be tried in place, they are proposed all the same, and that is said")
  func untried() throws {
    let flow = """
      { programme: Tuned, evidence: { at_least: { broadcasters: 0, scorers: 1 } },
      scorers: { brought: { measures: { a: { curve: identity } } } },
      tiers: [{ name: Gold, from: 70 }, { name: Bronze, from: 0 }], incentives: { tiers: { Gold: { commission_bonus: 2% } } } }
      """
    let outcome = try tune(platform(Self.evenly, programme: flow), "--target-share", "Gold 20%", "--budget", "100")
    expectDone(outcome)
    #expect(
      flat(outcome).contains("These lines were not tried in")
        && flat(outcome).contains("do not stand on lines of their own"),
      "\(outcome)")
    #expect(outcome.text.contains("(20 of 100 rated guilds)") && outcome.lines.contains("incentives:"), "\(outcome)")
  }
}
