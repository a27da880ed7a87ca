import BuiltInScorers
import RatingProgramme
import ScorerKit
import TestSupport

/// Programmes as an analyst might write them, at random: any scorers, weights, curves, windows, settings, gates and tiers.
enum RandomProgramme {
  static func make(using random: inout SeededGenerator) throws -> Programme {
    let text = yaml(using: &random)
    return try Programme.read(Array(text.utf8), file: "random.yaml", scorers: builtInScorers)
  }

  /// - Parameter hasScale: whether the scale may be another than 0 to 100.
  static func yaml(using random: inout SeededGenerator) -> String {
    func pick(_ choices: String...) -> String { choices.randomElement(using: &random) ?? "" }
    func tosses(_ share: Double) -> Bool { random.tosses(share) }
    let isWeighed = tosses(0.8)
    let scale: (from: Double, to: Double) = tosses(0.9) ? (0, 100) : tosses(0.5) ? (1, 5) : (0, 1000)
    func points(_ share: Double) -> String { "\(scale.to * share)" }
    func curve(_ worst: String, _ middle: String, _ best: String) -> String {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: return "percentile"
      case 1: return "zscore"
      case 2: return "{ minmax: { winsorise: 5% } }"
      case 3: return "{ clusters: [\(points(0.2)), \(points(0.6)), \(points(1))] }"
      case 4: return "{ steps: { \(worst): \(points(0.3)), \(middle): \(points(0.6)), \(best): \(points(0.9)) } }"
      default:
        let middlePoints = pick(points(0.4), points(0.5), points(0.7))
        return "{ points: { \(worst): 0, \(middle): \(middlePoints), \(best): \(points(1)) } }"
      }
    }
    let measures = [
      "responsiveness": [
        ("within_target_rate", "50%", "85%", "99%"), ("resolution_rate", "50%", "80%", "97%"),
        ("reopen_rate", "30%", "10%", "1%"), ("median_first_response", "40h", "8h", "1h"),
      ],
      "payout_fairness": [
        ("on_time_rate", "70%", "90%", "99%"), ("underpayment_rate", "12%", "3%", "0%"),
        ("mean_days_late", "12d", "3d", "0d"),
      ],
    ]
    let settings = [
      "responsiveness": "first_response_target: \(pick("12h", "24h", "48h"))",
      "payout_fairness": "grace: \(pick("0d", "2d"))",
    ]
    var text = "programme: \(pick("One", "Two"))\nversion: \(pick("1", "2"))\nscale: \(scale.from) to \(scale.to)\n"
    text += "window: \(pick("1 month", "1 month", "2 months"))\nscorers:\n"
    var scorers = ["responsiveness", "payout_fairness", "retention", "complaint_rate"].filter { _ in tosses(0.85) }
    if scorers.isEmpty { scorers = ["retention"] }
    if tosses(0.3) { scorers.shuffle(using: &random) }
    for scorer in scorers {
      var keys: [String] = []
      if isWeighed { keys.append("weight: \(pick("10", "20", "30", "0.5", "45"))") }
      if tosses(0.4) { keys.append("window: \(pick("1 month", "2 months", "3 months"))") }
      if tosses(0.3), let setting = settings[scorer] { keys.append("settings: { \(setting) }") }
      let chosen = (measures[scorer] ?? []).filter { _ in tosses(0.4) }
      if !chosen.isEmpty {
        let lines = chosen.map { id, worst, middle, best in
          let weight = tosses(0.5) ? "weight: \(pick("10", "25", "60")), " : ""
          return "      \(id): { \(weight)curve: \(curve(worst, middle, best)) }\n"
        }
        keys.append("measures:\n" + lines.joined())
      }
      text += "  \(scorer):\n" + keys.map { "    \($0)\n" }.joined()
    }
    let hasBonus = tosses(0.15)
    text +=
      "combine: \(hasBonus ? "weighted_mean" : pick("weighted_mean", "weighted_mean", "geometric_mean", "harmonic_mean"))\n"
    text += "missing: \(pick("reweight", "neutral", "unrated"))\n"
    if hasBonus { text += "consistency_bonus: [{ mean_from: \(points(0.5)), bonus: \(points(0.02)) }]\n" }
    if tosses(0.2) { text += "rounding: half up to \(pick("0.5", "0.1"))\n" }
    text += "peers: { group_by: \(pick("[]", "[region]")), at_least: \(pick("5", "20")) }\n"
    text +=
      "evidence: { shrink_to: \(pick("none", "none", "peers")), score_on: \(pick("estimate", "estimate", "lower_bound")), "
    text += "at_least: { broadcasters: \(pick("0", "5", "20")), scorers: 1 } }\n"
    let names = pick(
      "Platinum Gold Silver Bronze", "Platinum Gold Silver Bronze", "Diamond Gold Silver Bronze",
      "Diamond Platinum Gold Bronze", "A B C"
    ).split(separator: " ")
    if tosses(0.15) {
      text += "tiers: { clusters: [\(names.joined(separator: ", "))] }\n"
    } else {
      let high = Double.random(in: 0.5...0.9, using: &random)
      let tiers = names.enumerated().map { place, name in
        let share = high * (1 - Double(place) / Double(names.count - 1))
        let from = ((scale.from + (scale.to - scale.from) * share) * 100).rounded() / 100
        return "  - { name: \(name), from: \(place == names.count - 1 ? scale.from : from) }\n"
      }
      text += "tiers:\n" + tiers.joined()
    }
    let last = names[names.count - 1]
    if scorers.contains("payout_fairness"), tosses(0.6) {
      let sure = tosses(0.3) ? ", sure: 90%" : ""
      text += "gates:\n  - { name: \(pick("arrears", "payouts")), when: { payout_fairness.underpayment_rate: "
      text += "{ above: \(pick("2%", "5%"))\(sure) } }, cap: \(last) }\n"
      if scorers.contains("responsiveness"), tosses(0.5) {
        text += "  - { name: silence, when: { responsiveness.within_target_rate: { below: 70% } }, cap: \(names[1]) }\n"
      }
    }
    if tosses(0.5) {
      text +=
        "incentives:\n  budget: \(pick("5000", "250000"))\n  tiers: { \(names[0]): { commission_bonus: 3%, badge: true }, "
      text += "\(names[1]): { commission_bonus: \(pick("1%", "1.5%")), traffic_coupons: 800 } }\n"
    }
    let tables = ["responsiveness": "requests", "payout_fairness": "payouts", "complaint_rate": "complaints"]
    if tosses(0.2), let table = scorers.lazy.compactMap({ tables[$0] }).first {
      text += "exemptions:\n  - { name: \(pick("Flood", "Storm")), from: 2026-10-03, to: 2026-10-\(pick("05", "20")), "
      text += "tables: [\(table)], reason: Water. }\n"
    }
    if tosses(0.3) {
      text +=
        "movement: { promote_after: 2 months, demote_after: 2 months\(scale.to == 100 ? ", cushion: 1 point" : "") }\n"
    }
    return text
  }
}
