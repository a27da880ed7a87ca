import RatingRecord
import ScorerKit

/// The median of each scorer's points in each peer group, from the record: what a verdict compares a guild with.
///
/// Make it once for a month and hand it to every card. Points that are themselves a median (`missing: neutral`) don't
/// count, and a group of fewer than five guilds with points has none.
///
/// - Complexity: O(guilds × scorers), and a sort of each.
public struct PeerPoints: Sendable {
  private var medians: [[Identifier]: [String: Double]] = [:]

  public init(_ record: RatingRecord) {
    var points: [[Identifier]: [String: [Double]]] = [:]
    for guild in record.guilds {
      let group = guild.peerGroup.isFallback ? nil : PeerPoints.key(guild.peerGroup)
      for scorer in guild.scorers where !scorer.isNeutral {
        guard let value = scorer.points else { continue }
        points[[], default: [:]][scorer.id, default: []].append(value)
        if let group, !group.isEmpty { points[group, default: [:]][scorer.id, default: []].append(value) }
      }
    }
    medians = points.mapValues { $0.compactMapValues(PeerPoints.median) }
  }

  func median(_ scorer: String, for guild: GuildRating) -> Double? {
    medians[guild.peerGroup.isFallback ? [] : PeerPoints.key(guild.peerGroup)]?[scorer]
  }

  /// Everyone: no attributes.
  private static func key(_ group: PeerGroup) -> [Identifier] {
    group.attributes.flatMap { [Identifier($0.name), $0.value] }
  }

  private static func median(_ points: [Double]) -> Double? {
    guard points.count >= Disclosure.fewest else { return nil }
    // By nearest rank, as all peers' figures: a value that some guild has.
    return points.sorted()[(points.count - 1) / 2]
  }
}
