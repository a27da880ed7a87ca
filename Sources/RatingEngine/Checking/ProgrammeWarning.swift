import RatingProgramme
import RatingRecord
import ScorerKit

/// Something in a programme that is legal but unwise, as a month rated by it shows.
public struct ProgrammeWarning: Sendable, Equatable, CustomStringConvertible {
  public let kind: Kind
  /// Where in the programme: `scorers.retention.measures.churn.curve`.
  public let key: String
  /// With the figure, and what could be done; without capital and full stop.
  public let sentence: String

  public enum Kind: String, Sendable, CaseIterable {
    /// A weight that no guild has data for.
    case noData
    /// A curve that nearly all guilds lie beyond one end of.
    case curveBeside
    /// A measure that gives all guilds the same.
    case noSpread
    /// A weight that moves no score by anything that counts.
    case idleWeight
    /// Two measures that say the same.
    case twins
    /// A gate that catches two fifths of the guilds or more.
    case wideGate
    /// A tier that nobody reaches.
    case emptyTier
    /// A threshold that lies within many guilds' intervals.
    case blurredThreshold
  }

  public var description: String { "\(key): \(sentence)" }

  /// What it takes to warn.
  public enum Limits {
    /// Fewer guilds than these with data show nothing.
    public static let fewestGuilds = 10
    /// Fewer guilds with both show nothing of two measures.
    public static let fewestTwins = 20
    /// Of all points there are, at one end of a curve.
    public static let beside = 0.95
    /// Points that lie closer together than this share of the scale have no spread.
    public static let spread = 0.01
    /// A weight that moves no score by this share of the scale is idle.
    public static let effect = 0.005
    /// Pearson's correlation of points.
    public static let correlation = 0.95
    /// Of the rated guilds.
    public static let gate = 0.4
    /// Of the rated guilds with an interval.
    public static let blurred = 0.5
  }

  /// All there is to warn of, in the order of the programme.
  ///
  /// - Parameter record: what the programme makes of a month.
  /// - Complexity: O(guilds × measures²).
  public static func all(of programme: Programme, on record: RatingRecord) -> [ProgrammeWarning] {
    let columns = programme.scorers.indices.flatMap { RatedMeasure.all(of: programme, scorer: $0, record) }
    let own = programme.scorers.flatMap { plan in
      warnings(of: plan, columns.filter { $0.scorer == plan.id }, full: record.programme.scale.to)
    }
    let spoken = Set(own.map(\.key))
    let sound = columns.filter { column in !spoken.contains { $0 == column.key || $0.hasPrefix(column.key + ".") } }
    return own + twins(among: sound) + gates(of: programme, record) + tiers(of: programme, record)
  }

  // MARK: Measures

  private static func warnings(
    of plan: ScorerPlan, _ columns: [RatedMeasure], full: Double
  ) -> [ProgrammeWarning] {
    if !columns.isEmpty, columns.allSatisfy(\.points.isEmpty) {
      let why = columns[0].noData.map { " (\($0))" } ?? ""
      return [
        ProgrammeWarning(
          kind: .noData, key: "scorers.\(plan.id)",
          sentence:
            "no guild has data for any of its measures\(why), so its weight of \(trimmed(plan.weight, places: 2)) "
            + "goes where `missing` says; bring the data, or leave it out")
      ]
    }
    return columns.compactMap { $0.warning(of: full) }
  }

  /// Pairs of measures whose points go together.
  private static func twins(among columns: [RatedMeasure]) -> [ProgrammeWarning] {
    columns.indices.flatMap { i in
      columns[(i + 1)...].compactMap { other in
        let one = columns[i]
        let shared = one.points.keys.filter { other.points[$0] != nil }.sorted()
        guard shared.count >= Limits.fewestTwins,
          let r = correlation(shared.map { one.points[$0] ?? 0 }, shared.map { other.points[$0] ?? 0 }),
          r > Limits.correlation
        else { return nil }
        return ProgrammeWarning(
          kind: .twins, key: one.key,
          sentence: "its points go with those of \(other.key) (correlation \(decimal(r, places: 3)) over "
            + "\(shared.count) guilds), so what both measure counts twice; one of them would do, with the weight of both"
        )
      }
    }
  }

  // MARK: Gates and tiers

  private static func gates(of programme: Programme, _ record: RatingRecord) -> [ProgrammeWarning] {
    let rated = record.guilds.filter { $0.score != nil }
    guard rated.count >= Limits.fewestGuilds else { return [] }
    return programme.gates.indices.compactMap { place in
      let caught = rated.count { $0.gates[place].fired == true }
      let share = Double(caught) / Double(rated.count)
      guard share >= Limits.gate else { return nil }
      return ProgrammeWarning(
        kind: .wideGate, key: "gates.\(programme.gates[place].name)",
        sentence:
          "it catches \(caught) of \(rated.count) rated guilds (\(percentText(share))), and what holds for so many is "
          + "no exception; move its limit, or let the measure's weight say it")
    }
  }

  private static func tiers(of programme: Programme, _ record: RatingRecord) -> [ProgrammeWarning] {
    let rated = record.guilds.filter { $0.score != nil }
    guard rated.count >= Limits.fewestGuilds else { return [] }
    let tiers = record.programme.tiers
    let best = rated.compactMap(\.score).max() ?? 0
    return tiers.indices.dropLast().flatMap { place in
      [
        emptyTier(tiers[place], above: place > 0 ? tiers[place - 1] : nil, rated, best),
        blurred(tiers[place], rated, programme),
      ]
      .compactMap { $0 }
    }
  }

  /// The last tier may well be empty.
  private static func emptyTier(
    _ tier: ProgrammeSummary.Tier, above: ProgrammeSummary.Tier?, _ rated: [GuildRating], _ best: Double
  ) -> ProgrammeWarning? {
    guard !rated.contains(where: { $0.tier == tier.name }) else { return nil }
    let earned = rated.count { guild in
      guild.score.map { $0 >= tier.from && $0 < above?.from ?? .infinity } == true
    }
    let why =
      earned > 0
      ? "\(earned) have the score for it, and gates or movement keep them out"
      : "no score lies from \(trimmed(tier.from, places: 2))"
        + (above.map { " up to \(trimmed($0.from, places: 2))" } ?? "")
        + ", and the best is \(trimmed(best, places: 2))"
    return ProgrammeWarning(
      kind: .emptyTier, key: "tiers.\(tier.name)",
      sentence: "none of \(rated.count) rated guilds is in it: \(why); a tier that nobody reaches moves nobody")
  }

  private static func blurred(
    _ tier: ProgrammeSummary.Tier, _ rated: [GuildRating], _ programme: Programme
  ) -> ProgrammeWarning? {
    let intervals = rated.compactMap(\.interval)
    guard intervals.count >= Limits.fewestGuilds else { return nil }
    let held = intervals.count { $0.low < tier.from && $0.high.map { tier.from <= $0 } ?? true }
    let share = Double(held) / Double(intervals.count)
    guard share > Limits.blurred else { return nil }
    return ProgrammeWarning(
      kind: .blurredThreshold, key: "tiers.\(tier.name).from",
      sentence: "\(trimmed(tier.from, places: 2)) lies within the intervals of \(held) of \(intervals.count) guilds "
        + "(\(percentText(share))), so chance has a say in on which side they stand; a longer window narrows intervals, "
        + (programme.movement == nil ? "`movement` keeps chance from moving tiers, " : "")
        + "and a threshold elsewhere meets fewer")
  }
}

/// Pearson's correlation; `nil` where one of the two does not vary.
///
/// - Parameters: as many numbers each, in the same order.
private func correlation(_ x: [Double], _ y: [Double]) -> Double? {
  let n = Double(x.count)
  let (meanX, meanY) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
  var (xx, yy, xy) = (0.0, 0.0, 0.0)
  for (a, b) in zip(x, y) {
    let (dx, dy) = (a - meanX, b - meanY)
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  guard xx > 1e-9, yy > 1e-9 else { return nil }
  return xy / (xx * yy).squareRoot()
}
