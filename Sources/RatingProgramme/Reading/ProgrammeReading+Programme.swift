import ScorerKit

extension ProgrammeReading {
  /// The whole file. Where something is wrong the default stands in, so that all the rest can be read too.
  mutating func programme(_ root: YAMLNode) -> Programme {
    var programme = Programme.standard(scorers: [])
    let whole = Field(name: "the file", keyPlace: root.place, node: root)
    if case .scalar = root.content, !root.isNull {
      report(root.place, "the file holds text where keys should be; start it with `scorers:`")
      return programme
    }
    typealias Keys = ProgrammeKeys
    let known = section(whole, named: "", keys: Keys.all)
    if known == nil, !root.isNull { return programme }
    let top = known ?? Section(name: "", place: .start, fields: [])

    programme.name = read(Keys.programme, in: top) ?? programme.name
    programme.version = read(Keys.version, in: top) ?? programme.version
    programme.currency = read(Keys.currency, in: top) ?? programme.currency
    programme.window = read(Keys.window, in: top).map(Int.init) ?? programme.window
    programme.peers = peers(top[Keys.peers], standard: programme.peers)
    let data = section(top[Keys.data], named: "data", keys: DataKeys.all)
    programme.data.tolerate = read(DataKeys.tolerate, in: data) ?? programme.data.tolerate
    programme.combine = read(Keys.combine, in: top) ?? programme.combine
    programme.missing = read(Keys.missing, in: top) ?? programme.missing

    readScore(top, into: &programme)

    let entries = scorerSections(top)
    programme.scorers = entries.compactMap { plan($0, window: programme.window) }
    weighScorers(entries, of: top, &programme.scorers)
    // A scorer of weight 0 is shown, and no evidence for the score.
    programme.evidence.scorers = min(3, programme.scorers.count { $0.weight > 0 })
    programme.evidence = evidence(
      top[Keys.evidence], scorers: namedScorers(top), standard: programme.evidence)

    let tiers = tiers(top[TierKeys.tiers])
    programme.tiers = tiers?.tiers ?? Programme.standardTiers(on: scale)
    programme.thresholds = hasClusteredTiers(top[TierKeys.tiers]) ? .clusters : .written
    let tierNames = tiers == nil ? programme.tiers.map(\.name) : tiers?.names
    programme.gates = gates(top[GateKeys.gates], scorers: entries, tiers: tierNames)
    programme.incentives = incentives(top[IncentiveKeys.incentives], tiers: tierNames)
    programme.contest = contest(top[Keys.contest])
    programme.exemptions = exemptions(top[ExemptionKeys.exemptions], scorers: entries)
    programme.movement = movement(top[Keys.movement], of: programme)
    programme.publication = publication(top[Keys.publication])
    if let corrections = programme.publication.corrections, let within = programme.contest?.within,
      within > corrections,
      let place = top[Keys.contest]?.keyPlace
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
    guard case .mapping(let pairs) = top[ProgrammeKeys.scorers]?.node.content else { return 0 }
    return Set(pairs.map(\.key)).count
  }

  private mutating func peers(_ field: Field?, standard: Programme.Peers) -> Programme.Peers {
    guard let section = section(field, named: "peers", keys: PeersKeys.all) else {
      return standard
    }
    let groupBy = words(PeersKeys.groupBy, in: section)
    let atLeast = read(PeersKeys.atLeast, in: section).map(Int.init)
    let sizeBands = sizeBands(section[PeersKeys.sizeBands], groupBy: groupBy ?? [])
    return Programme.Peers(
      groupBy: groupBy ?? standard.groupBy, atLeast: atLeast ?? standard.atLeast,
      sizeBands: sizeBands ?? standard.sizeBands)
  }

  private mutating func evidence(
    _ field: Field?, scorers: Int, standard: Programme.Evidence
  ) -> Programme.Evidence {
    var evidence = standard
    typealias Keys = EvidenceKeys
    let section = section(field, named: "evidence", keys: Keys.all)
    evidence.shrinkTo = read(Keys.shrinkTo, in: section) ?? evidence.shrinkTo
    evidence.confidence = read(Keys.confidence, in: section) ?? evidence.confidence
    evidence.scoreOn = read(Keys.scoreOn, in: section) ?? evidence.scoreOn
    guard let least = self.section(section?[Keys.atLeast], named: "evidence.at_least", keys: Keys.leastKeys) else {
      return evidence
    }
    evidence.broadcasters = read(Keys.broadcasters, in: least) ?? evidence.broadcasters
    if let field = least[Keys.scorers], let number = read(Keys.scorers, in: least) {
      if number > scorers, scorers > 0 {
        let has = scorers == 1 ? "1 scorer" : "\(scorers) scorers"
        report(field.place, "`scorers` asks for \(number) and the programme has \(has); write at most \(scorers)")
      }
      evidence.scorers = Int(number)
    }
    return evidence
  }

  private mutating func contest(_ field: Field?) -> Programme.Contest? {
    guard let section = section(field, named: "contest", keys: ContestKeys.all) else { return nil }
    let within = read(ContestKeys.within, in: section)
    let how = required(ContestKeys.how, in: section)
    return how.map { Programme.Contest(how: $0, within: within) }
  }
}
