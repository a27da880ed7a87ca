import RatingProgramme
import RatingRecord
import ScorerKit

extension ProgrammeComparison {
  /// Two programmes decided on the same months, with what each difference does to each guild.
  ///
  /// - Parameters:
  ///   - sources: what the programmes' files are called.
  ///   - months: the workbenches of at least one month, in the order of time, made for both programmes.
  /// - Throws: `EngineError`; `.contradiction` for programmes in different currencies, whose figures can't be compared.
  /// - Complexity: a month's decisions for each way of mixing the parts that is tried: 32 for five parts, at most 24 a part for
  ///   many.
  public init(
    _ before: Programme, _ after: Programme, sources: (before: String, after: String), months: [Workbench]
  ) throws {
    try Self.check(before, after, sources: sources)
    let pair = ProgrammePair(before, after)
    func side(_ programme: Programme, _ source: String) -> Side {
      Side(source: source, name: programme.name, version: programme.version, digest: programme.digest)
    }
    self.init(
      before: side(before, sources.before), after: side(after, sources.after), parts: pair.parts,
      months: try months.map { try $0.comparison(of: pair) })
  }

  /// Whether two programmes can be compared at all, which needs no tables.
  ///
  /// - Throws: `EngineError.contradiction` for programmes in different currencies.
  public static func check(_ before: Programme, _ after: Programme, sources: (before: String, after: String)) throws {
    guard before.currency == after.currency else {
      throw EngineError.contradiction(
        """
        the programmes can't be compared: amounts are in \(before.currency) by \(printable(sources.before)) and in \
        \(after.currency) by \(printable(sources.after))
        """)
    }
  }
}

extension Workbench {
  fileprivate func comparison(of pair: ProgrammePair) throws -> ProgrammeComparison.Month {
    let (before, after) = (try decisions(of: pair.before), try decisions(of: pair.after))
    let order = TierOrder(before.tierSummaries.map(\.name), after.tierSummaries.map(\.name))
    let (costBefore, costAfter) = (try incentives(of: before), try incentives(of: after))
    let isAttributed = !costBefore.isRatedInFull && !costAfter.isRatedInFull
    let attribution = try Attribution(parts: pair.parts.count, countsMoney: isAttributed) { programme in
      programme.tiers.map(\.name) == pair.after.tiers.map(\.name) ? order.after : order.before
    } decisions: {
      try decisions(of: pair.mixture($0))
    }
    let groups = try groups(of: pair, before, after)
    func standing(
      _ decisions: Decisions, _ cost: GrantedIncentives, _ guild: Int, levels: [Int]
    ) -> ProgrammeComparison.Standing? {
      guard let score = decisions.scores[guild], let rank = decisions.ranks[guild], let tier = decisions.tiers[guild]
      else { return nil }
      return .init(
        score: score, rank: rank, tier: tier, level: levels[tier], gates: decisions.gates(of: guild),
        isProvisional: decisions.isProvisional[guild], granted: cost.granted[guild])
    }
    let grants = costBefore.totals != nil || costAfter.totals != nil
    return ProgrammeComparison.Month(
      month: month, tiersBefore: before.tierSummaries, tiersAfter: after.tierSummaries,
      guilds: before.guilds.indices.map { guild in
        .init(
          guildID: before.guilds[guild].id, name: before.guilds[guild].name, groups: groups[guild],
          before: standing(before, costBefore, guild, levels: order.before),
          after: standing(after, costAfter, guild, levels: order.after),
          effects: attribution.effects[guild])
      },
      incentives: grants
        ? .init(
          currency: pair.before.currency, before: costBefore.totals, after: costAfter.totals,
          isAttributed: isAttributed) : nil,
      notes: try notes(of: pair))
  }

  /// What its figures can't say, and what was found while reading.
  private func notes(of pair: ProgrammePair) throws -> [String] {
    let programmes = [pair.before, pair.after]
    var notes: [String] = []
    for programme in programmes {
      for notice in try measured(by: programme).notices where !notes.contains(notice) { notes.append(notice) }
    }
    if history.months.isEmpty, programmes.contains(where: { $0.movement != nil }) {
      notes.append(
        "without earlier published months (--ledger) a guild has the tier that this month alone earns: movement holds nobody"
      )
    }
    return notes
  }

  /// Each guild's: the attributes that either programme's peer groups go by and its region, then the band of its size.
  private func groups(
    of pair: ProgrammePair, _ before: Decisions, _ after: Decisions
  ) throws -> [[ProgrammeComparison.Group]] {
    var names = pair.before.peers.groupBy
    for name in pair.after.peers.groupBy + [Programme.Exemption.regionAttribute] where !names.contains(name) {
      names.append(name)
    }
    var grouped = pair.before
    grouped.peers.groupBy = names
    let guilds = names == pair.before.peers.groupBy ? before.guilds : try measured(by: grouped).guilds.map(\.guild)
    let bands = [pair.after.peers.sizeBands, pair.before.peers.sizeBands].first { !$0.isEmpty } ?? Self.sizeBands
    var sizes = pair.before.peers
    sizes.sizeBands = bands
    return guilds.indices.map { guild in
      var groups = names.compactMap { name in
        guilds[guild].attributes[name].map { ProgrammeComparison.Group(attribute: name, value: $0) }
      }
      if let band = sizes.sizeBand(of: before.broadcasters[guild]) {
        groups.append(.init(attribute: Programme.Peers.sizeAttribute, value: Identifier(band)))
      }
      return groups
    }
  }

  /// Where neither programme has bands of its own.
  private static let sizeBands: [Int64] = [10, 30, 100]

  private struct GrantedIncentives {
    /// By guild, in 1/10,000 of the currency unit.
    let granted: [Int128]
    let totals: IncentiveTotals?
    /// Whether that took intervals, which nothing is told apart by.
    var isRatedInFull = false
  }

  /// What a risen score earns takes intervals, so the month is then rated in full.
  private func incentives(of decisions: Decisions) throws -> GrantedIncentives {
    if decisions.programme.incentives?.growth != nil, !history.months.isEmpty {
      let programme = decisions.programme
      let record = try rate(
        measured(by: programme), by: programme, after: history, tool: Tool(name: "guildmark", version: ""),
        threads: threads)
      return GrantedIncentives(
        granted: record.guilds.map { Int128((($0.incentives?.granted ?? 0) * 10_000).rounded()) },
        totals: record.incentives, isRatedInFull: true)
    }
    guard let grants = decisions.grants else {
      return GrantedIncentives(granted: decisions.guilds.map { _ in 0 }, totals: nil)
    }
    return GrantedIncentives(
      granted: decisions.guilds.indices.map { grants.granted(to: $0) }, totals: grants.totals)
  }
}

extension Decisions {
  fileprivate var tierSummaries: [ProgrammeSummary.Tier] {
    programme.tiers.map { .init(name: $0.name, from: inPoints($0.from)) }
  }
}
