import RatingRecord
import ScorerKit

/// What a card may say: cards are sent to guilds, and disclose no one.
enum Disclosure {
  /// No count of leavers under it by reason, and no figure from fewer guilds.
  static let fewest = 5

  /// The reasons that may be shown.
  ///
  /// Voluntary exits add up to `attrition_rate`'s numerator, and their incidences to 1 − `retention_at_horizon`, which
  /// the card prints. So where reasons are withheld for their size, the next smallest go with them until those
  /// withheld are at least two and together at least five: then no subtraction gives one of them away.
  /// The sum of all exits is printed nowhere, so involuntary reasons (which have no incidence) need no company.
  static func parts(_ parts: [MeasureResult]) -> [MeasureResult] {
    func count(_ part: MeasureResult) -> Double { part.numerator ?? 0 }
    // Where nobody was at risk no reason has an incidence, and each may be voluntary.
    let hasIncidences = parts.contains { $0.value != nil }
    func isVoluntary(_ part: MeasureResult) -> Bool { !hasIncidences || part.value != nil }
    var shown = parts.filter { count($0) >= Double(fewest) }
    var withheld = parts.filter { count($0) < Double(fewest) && isVoluntary($0) }
    func isTraceable() -> Bool {
      !withheld.isEmpty && (withheld.count < 2 || withheld.reduce(0) { $0 + count($1) } < Double(fewest))
    }
    while isTraceable(),
      let next = shown.indices.filter({ isVoluntary(shown[$0]) }).min(by: { count(shown[$0]) < count(shown[$1]) })
    {
      withheld.append(shown.remove(at: next))
    }
    return shown
  }

  /// A peer group's figures, unless they come from too few guilds.
  static func peers(of result: MeasureResult) -> PeerFigures? {
    result.peers.flatMap { $0.guilds >= fewest ? $0 : nil }
  }

  /// `let_go_rate` counts the leave reason `guild_initiated`: from 1 to 4 neither count nor value may be shown, and not
  /// where that reason is withheld to keep company with another.
  static func withholds(_ result: MeasureResult, of guild: GuildRating) -> Bool {
    guard result.id == "let_go_rate" else { return false }
    let reasons =
      guild.scorers.lazy.map { $0.measures.filter { $0.id == "exit_reasons" && $0.part != nil } }
      .first { !$0.isEmpty } ?? []
    let isReason = reasons.contains { $0.part == "guild_initiated" }
    if isReason, !parts(reasons).contains(where: { $0.part == "guild_initiated" }) { return true }
    // A rate without its count could be multiplied by its exposure.
    guard let count = result.numerator else { return result.value.map { $0 > 0 } ?? false }
    return count > 0 && count < Double(fewest)
  }

  /// A value a gate names, unless its measure is withheld or one reason's.
  static func value(of condition: GateResult.Condition, guild: GuildRating, record: RatingRecord) -> Double? {
    let scorer = guild.scorers.first { $0.id == condition.scorer }
    let summary = record.summary(of: condition.scorer, condition.measure)
    guard let summary, summary.kind != .breakdown,
      let result = scorer?.measures.first(where: { $0.id == condition.measure }), !withholds(result, of: guild)
    else { return nil }
    return condition.value
  }

  /// The end of the interval that a gate compared, where its value may be told, something tells how sure it is, and it leans
  /// on no peers that are too few.
  static func compared(of condition: GateResult.Condition, guild: GuildRating, record: RatingRecord) -> Double? {
    let scorer = guild.scorers.first { $0.id == condition.scorer }
    guard value(of: condition, guild: guild, record: record) != nil,
      let result = scorer?.measures.first(where: { $0.id == condition.measure }), result.interval != nil,
      (result.borrowed ?? 0) == 0 || peers(of: result) != nil
    else { return nil }
    return condition.compared
  }

  /// An improvement says where the measure stands, and one towards the peers' better quartile states that quartile.
  static func shows(_ improvement: Improvement, guild: GuildRating) -> Bool {
    let scorer = guild.scorers.first { $0.id == improvement.scorer }
    let result = scorer?.measures.first { $0.id == improvement.measure && $0.part == nil }
    if let result, withholds(result, of: guild) { return false }
    return improvement.basis != .peers || result.flatMap { peers(of: $0) } != nil
  }

  /// A measure's earlier months; none where one of them may have counted fewer than may be told, as `withholds` has it.
  static func trend(of result: MeasureResult) -> MeasureTrend? { result.id == "let_go_rate" ? nil : result.trend }

  /// Whether what the peers as a whole did to the score may be told: none of the figures that it goes by is of too few.
  static func tellsOfPeers(_ guild: GuildRating) -> Bool {
    guild.peerGroup.guilds >= fewest
      && guild.scorers.flatMap(\.measures).allSatisfy {
        $0.points == nil || $0.peers.map { $0.guilds >= fewest } ?? true
      }
  }

  /// Whether the score's arithmetic may be shown. A neutral scorer's points are its peers' median, and any one part can
  /// be had from the others and the sum: if that median is of too few guilds, no scorer's points are shown.
  static func showsPoints(of guild: GuildRating, peers: PeerPoints) -> Bool {
    guild.scorers.allSatisfy { !$0.isNeutral || peers.median($0.id, for: guild) != nil }
  }
}

extension GuildRating {
  /// The guild's name, or its id where it has none.
  var title: String {
    let name = visibleName(name?.description ?? "")
    return name.allSatisfy(\.isWhitespace) ? visibleName(guildID.description) : name
  }

  /// `G0017 Paper Hall`: the id, which commands ask for, first.
  var idAndName: String {
    let id = visibleName(guildID.description)
    return title == id ? id : "\(id) \(title)"
  }
}

extension RatingRecord {
  func summary(of scorer: String, _ measure: String) -> MeasureSummary? {
    coverage.first { $0.id == scorer }?.measures.first { $0.id == measure }
  }

  var thresholds: [Double] { programme.tiers.map(\.from) }
}
