import ScorerKit

extension ProgrammeReading {
  mutating func publication(_ field: Field?) -> Programme.Publication {
    typealias Keys = PublicationKeys
    guard let section = section(field, named: "publication", keys: Keys.all) else { return Programme.Publication() }
    let corrections = read(Keys.corrections, in: section)
    let within = read(Keys.appeals, in: section)
    let decideWithin = read(Keys.decideWithin, in: section)
    let to = read(Keys.appealsTo, in: section)
    if section[Keys.appeals] == nil {
      for name in [Keys.decideWithin.name, Keys.appealsTo.name] {
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
    typealias Keys = MovementKeys
    guard let section = section(field, named: "movement", keys: Keys.all) else { return nil }
    var movement = Programme.Movement()
    movement.promoteAfter = read(Keys.promoteAfter, in: section).map(Int.init) ?? movement.promoteAfter
    movement.demoteAfter = read(Keys.demoteAfter, in: section).map(Int.init) ?? movement.demoteAfter
    movement.atMost = read(Keys.atMost, in: section).map(Int.init)
    movement.cushion = read(Keys.cushion, in: section) ?? movement.cushion
    movement.grace = read(Keys.grace, in: section).map(Int.init) ?? movement.grace
    movement.thresholdStep = read(Keys.thresholdStep, in: section)
    if let step = section[Keys.thresholdStep], movement.thresholdStep != nil, programme.thresholds == .written {
      report(
        step.keyPlace, "`threshold_step` goes with tiers by clusters, and these say where they begin; take it out")
    }
    if let best = programme.tiers.first, best.from + movement.cushion > scale.to, let cushion = section[Keys.cushion] {
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
    .text("\(Form.counted(Form.whole, "tier"))"), examples: ["1 tier", "2 tiers"],
    read: { text in
      let words = text.split(separator: " ")
      guard words.count == 2, words[1] == "tier" || words[1] == "tiers" else { return nil }
      return DecimalNumber(words[0])?.times(tenToThe: 0).within(1...19)
    },
    spell: { $0 == 1 ? "1 tier" : "\($0) tiers" }, nearby: { $0 == "1" ? "1 tier" : $0 + " tiers" })

  /// Points above 0, in hundredths.
  static func points(upTo scale: Programme.Scale) -> Self {
    let most = scale.to - scale.from
    return Spelling(
      "write points above 0 and up to \(spelledHundredths(most)) with at most two decimals, such as `2` or `2.5`",
      .number(from: "0.01", to: spelledHundredths(most), orText: " *\(Form.decimal)(?: +points?)? *"),
      examples: ["2", "2.5"],
      read: { text in
        let words = text.split(separator: " ")
        guard words.count == 1 || words.count == 2 && (words[1] == "points" || words[1] == "point") else { return nil }
        return DecimalNumber(words[0])?.times(tenToThe: 2).within(1...most)
      },
      spell: spelledHundredths)
  }
}
