import ScorerKit

extension ProgrammeReading {
  private static let keys = [
    "programme", "version", "currency", "window", "peers", "data", "scorers", "combine", "missing", "evidence", "tiers",
    "gates", "incentives", "contest", "scale", "rounding", "adjustments", "consistency_bonus",
    "movement", "publication", "exemptions",
  ]

  /// The whole file. Where something is wrong the default stands in, so that all the rest can be read too.
  mutating func programme(_ root: YAMLNode) -> Programme {
    var programme = Programme.standard(scorers: [])
    let whole = Field(name: "the file", keyPlace: root.place, node: root)
    if case .scalar = root.content, !root.isNull {
      report(root.place, "the file holds text where keys should be; start it with `scorers:`")
      return programme
    }
    let known = section(whole, named: "", keys: Self.keys)
    if known == nil, !root.isNull { return programme }
    let top = known ?? Section(name: "", place: .start, fields: [])

    programme.name = read(top["programme"], as: .text("a name", atMost: 100)) ?? programme.name
    programme.version = read(top["version"], as: .whole(1...1_000_000_000)) ?? programme.version
    programme.currency = read(top["currency"], as: .currency) ?? programme.currency
    programme.window = read(top["window"], as: .months(1...240)).map(Int.init) ?? programme.window
    programme.peers = peers(top["peers"], standard: programme.peers)
    let data = section(top["data"], named: "data", keys: ["tolerate"])
    programme.data.tolerate =
      read(data?["tolerate"], as: .percentage(0...1_000_000)) ?? programme.data.tolerate
    programme.combine = read(top["combine"], as: .choice) ?? programme.combine
    programme.missing = read(top["missing"], as: .choice) ?? programme.missing

    readScore(top, into: &programme)

    let entries = scorerSections(top)
    programme.scorers = entries.compactMap { plan($0, window: programme.window) }
    weighScorers(entries, of: top, &programme.scorers)
    // A scorer of weight 0 is shown, and no evidence for the score.
    programme.evidence.scorers = min(3, programme.scorers.count { $0.weight > 0 })
    programme.evidence = evidence(
      top["evidence"], scorers: namedScorers(top), standard: programme.evidence)

    let tiers = tiers(top["tiers"])
    programme.tiers = tiers?.tiers ?? Programme.standardTiers(on: scale)
    programme.thresholds = hasClusteredTiers(top["tiers"]) ? .clusters : .written
    let tierNames = tiers == nil ? programme.tiers.map(\.name) : tiers?.names
    programme.gates = gates(top["gates"], scorers: entries, tiers: tierNames)
    programme.incentives = incentives(top["incentives"], tiers: tierNames)
    programme.contest = contest(top["contest"])
    programme.exemptions = exemptions(top["exemptions"], scorers: entries)
    programme.movement = movement(top["movement"], of: programme)
    programme.publication = publication(top["publication"])
    if let corrections = programme.publication.corrections, let within = programme.contest?.within,
      within > corrections,
      let place = top["contest"]?.keyPlace
    {
      report(
        place,
        "cards would name two days: `contest` gives \(within)d and `publication.corrections` \(corrections)d, after which a month is final; write at most \(corrections)d"
      )
    }
    return programme
  }

  /// How many scorers the file names, known or not: an unknown one is a mistake of its own, and no cause of others.
  private func namedScorers(_ top: Section) -> Int {
    guard case .mapping(let pairs) = top["scorers"]?.node.content else { return 0 }
    return Set(pairs.map(\.key)).count
  }

  private mutating func peers(_ field: Field?, standard: Programme.Peers) -> Programme.Peers {
    guard let section = section(field, named: "peers", keys: ["group_by", "at_least", "size_bands"]) else {
      return standard
    }
    let groupBy = words(
      section["group_by"], each: "group_by", as: .text("a column of `guilds`", atMost: 100))
    let atLeast = read(section["at_least"], as: .whole(1...1_000_000)).map(Int.init)
    let sizeBands = sizeBands(section["size_bands"], groupBy: groupBy ?? [])
    return Programme.Peers(
      groupBy: groupBy ?? standard.groupBy, atLeast: atLeast ?? standard.atLeast,
      sizeBands: sizeBands ?? standard.sizeBands)
  }

  private mutating func evidence(
    _ field: Field?, scorers: Int, standard: Programme.Evidence
  ) -> Programme.Evidence {
    var evidence = standard
    let section = section(field, named: "evidence", keys: ["at_least", "shrink_to", "confidence", "score_on"])
    evidence.shrinkTo = read(section?["shrink_to"], as: .choice) ?? evidence.shrinkTo
    evidence.confidence = read(section?["confidence"], as: .percentage(500_000...999_000)) ?? evidence.confidence
    evidence.scoreOn = read(section?["score_on"], as: .choice) ?? evidence.scoreOn
    guard
      let least = self.section(
        section?["at_least"], named: "evidence.at_least", keys: ["broadcasters", "scorers"])
    else { return evidence }
    evidence.broadcasters = read(least["broadcasters"], as: .whole(0...1_000_000_000)) ?? evidence.broadcasters
    if let field = least["scorers"], let number = read(field, as: .whole(0...1_000)) {
      if number > scorers, scorers > 0 {
        let has = scorers == 1 ? "1 scorer" : "\(scorers) scorers"
        report(field.place, "`scorers` asks for \(number) and the programme has \(has); write at most \(scorers)")
      }
      evidence.scorers = Int(number)
    }
    return evidence
  }

  private mutating func contest(_ field: Field?) -> Programme.Contest? {
    guard let section = section(field, named: "contest", keys: ["how", "within"]) else { return nil }
    let within = read(section["within"], as: .days(1...365))
    let how = required("how", in: section, as: .text("a sentence", atMost: 500))
    return how.map { Programme.Contest(how: $0, within: within) }
  }
}
