import RatingProgramme
import RatingRecord
import ScorerKit

/// Who is compared with whom.
struct PeerGroups: Sendable {
  /// The places of each comparison's guilds, in their order.
  let comparisons: [[Int]]
  /// Each guild's comparison, by its place in `comparisons`.
  let comparison: [Int]
  let groups: [PeerGroup]

  /// - Parameter broadcasters: how many each guild has; `nil` where that is unknown, as it is without any numbers. Where size bands
  ///   make groups, such a guild is compared with everyone.
  init(of guilds: [Guild], broadcasters: [Int64?] = [], by peers: Programme.Peers) {
    let bands = guilds.indices.map { peers.sizeBand(of: $0 < broadcasters.count ? broadcasters[$0] : nil) }
    let isBanded = !peers.sizeBands.isEmpty
    let names = peers.groupBy + (isBanded ? [Programme.Peers.sizeAttribute] : [])
    let keys = zip(guilds, bands).map { guild, band in
      peers.groupBy.map { guild.attributes[$0] ?? Identifier("") } + (isBanded ? [Identifier(band ?? "")] : [])
    }
    let grouped = guilds.indices.filter { !isBanded || bands[$0] != nil }
    let byKey = Dictionary(grouping: grouped, by: { keys[$0] })
    var comparisons = [Array(guilds.indices)]
    var comparisonOfKey: [[Identifier]: Int] = [:]
    for (key, members) in byKey where !names.isEmpty && members.count >= peers.atLeast {
      comparisonOfKey[key] = comparisons.count
      comparisons.append(members)
    }
    self.comparisons = comparisons
    comparison = keys.map { comparisonOfKey[$0] ?? 0 }
    groups = zip(keys, comparison).map { key, comparison in
      PeerGroup(
        attributes: zip(names, key).map { .init(name: $0, value: $1) }, guilds: comparisons[comparison].count,
        isFallback: !names.isEmpty && comparison == 0)
    }
  }
}

/// Values in ascending order, of which quantiles are taken by nearest rank: the smallest that at least that share of all do
/// not exceed. So a quartile is always a value some guild has.
struct SortedValues: Sendable {
  private let values: [Double]

  init(_ values: [Double]) { self.values = values.sorted() }

  var count: Int { values.count }

  var ascending: [Double] { values }

  /// - Precondition: there are values.
  func quantile(_ share: Double) -> Double {
    values[min(values.count - 1, max(0, Int((share * Double(values.count)).rounded(.up)) - 1))]
  }

  /// The share of values that are worse than this one, ties counted half.
  func standing(of value: Double, _ direction: Measure.Direction) -> Double {
    let below = values.partitioningIndex { $0 >= value }
    let upTo = values.partitioningIndex { $0 > value }
    let worse = direction == .higher ? below : values.count - upTo
    return (Double(worse) + Double(upTo - below) / 2) / Double(values.count)
  }
}

extension [Double] {
  /// The first place in ascending values where `isBeyond` holds.
  fileprivate func partitioningIndex(where isBeyond: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// What a guild's peers have in some lists, such as a scorer's measures, sorted once a comparison.
struct PeerTable: Sendable {
  private let groups: PeerGroups
  /// By comparison and list.
  private let values: [[SortedValues]]

  /// - Parameters:
  ///   - lists: how many there are.
  ///   - value: a guild's value in a list, by their places; `nil` where it has none.
  init(_ groups: PeerGroups, lists: Int, value: (_ guild: Int, _ list: Int) -> Double?) {
    self.groups = groups
    values = groups.comparisons.map { members in
      (0..<lists).map { list in SortedValues(members.compactMap { value($0, list) }) }
    }
  }

  /// The values of the guilds of one comparison.
  func values(ofComparison comparison: Int, _ list: Int) -> SortedValues { values[comparison][list] }

  /// The values of a guild's peers, its own included.
  func values(for guild: Int, _ list: Int) -> SortedValues { values[groups.comparison[guild]][list] }
}
