import ScorerKit

extension ProgrammeReading {
  mutating func publication(_ field: Field?) -> Programme.Publication {
    let keys = ["corrections", "appeals", "decide_within", "appeals_to"]
    guard let section = section(field, named: "publication", keys: keys) else { return Programme.Publication() }
    let corrections = read(section["corrections"], as: .days(1...365))
    let within = read(section["appeals"], as: .days(1...365))
    let decideWithin = read(section["decide_within"], as: .days(1...365))
    let to = read(section["appeals_to"], as: .text("who decides", atMost: 200))
    if section["appeals"] == nil {
      for name in ["decide_within", "appeals_to"] {
        guard let other = section[name] else { continue }
        report(
          other.keyPlace, "`\(name)` goes with `appeals`; write how long appeals may be opened, such as `appeals: 30d`")
      }
    }
    return Programme.Publication(
      corrections: corrections,
      appeals: within.map { Programme.Appeals(within: $0, decideWithin: decideWithin, to: to) })
  }

  mutating func movement(_ field: Field?, of programme: Programme) -> Programme.Movement? {
    guard
      let section = section(
        field, named: "movement",
        keys: ["promote_after", "demote_after", "at_most", "cushion", "grace", "threshold_step"])
    else { return nil }
    let months = Spelling<Int64>.months(1...Int64(Programme.Movement.longest))
    var movement = Programme.Movement()
    movement.promoteAfter = read(section["promote_after"], as: months).map(Int.init) ?? movement.promoteAfter
    movement.demoteAfter = read(section["demote_after"], as: months).map(Int.init) ?? movement.demoteAfter
    movement.atMost = read(section["at_most"], as: .tiers).map(Int.init)
    movement.cushion = read(section["cushion"], as: .points(upTo: scale)) ?? movement.cushion
    movement.grace = read(section["grace"], as: .months(1...120)).map(Int.init) ?? movement.grace
    movement.thresholdStep = read(section["threshold_step"], as: .points(upTo: scale))
    if let step = section["threshold_step"], movement.thresholdStep != nil, programme.thresholds == .written {
      report(
        step.keyPlace, "`threshold_step` goes with tiers by clusters, and these say where they begin; take it out")
    }
    if let best = programme.tiers.first, best.from + movement.cushion > scale.to, let cushion = section["cushion"] {
      let room = scale.to - best.from
      report(
        cushion.place,
        "with this `cushion` no score is enough for \(quoted(best.name)); write at most \(spelledHundredths(room))")
    }
    return movement
  }
}

extension Spelling<Int64> {
  /// `1 tier`.
  static let tiers = Spelling(
    "write 1 to 19 tiers, such as `1 tier` or `2 tiers`",
    read: { text in
      let words = text.split(separator: " ")
      guard words.count == 2, words[1] == "tier" || words[1] == "tiers" else { return nil }
      return DecimalNumber(words[0])?.times(tenToThe: 0).within(1...19)
    },
    nearby: { $0 == "1" ? "1 tier" : $0 + " tiers" })

  /// Points above 0, in hundredths.
  static func points(upTo scale: Programme.Scale) -> Self {
    let most = scale.to - scale.from
    return Spelling(
      "write points above 0 and up to \(spelledHundredths(most)) with at most two decimals, such as `2` or `2.5`",
      read: { text in
        let words = text.split(separator: " ")
        guard words.count == 1 || words.count == 2 && (words[1] == "points" || words[1] == "point") else { return nil }
        return DecimalNumber(words[0])?.times(tenToThe: 2).within(1...most)
      })
  }
}
