import RatingRecord
import ScorerKit
import Statistics

/// What the programme as written decides, and what its variants do.
struct Trials: Sendable {
  let written: Standings
  let variants: [Standings]
  /// The places of the guilds that any of these rates.
  let rated: [Int]
  let tierCount: Int

  /// Of figures over the variants, how many are left out at either end.
  static let tail = 0.05

  /// - Parameter variants: at least one.
  init(written: Standings, variants: [Standings], tierCount: Int) {
    (self.written, self.variants, self.tierCount) = (written, variants, tierCount)
    rated = written.scores.indices.filter { guild in
      written.isRated(guild) || variants.contains { $0.isRated(guild) }
    }
  }

  /// By variant: by how many places ranks differ from those of the programme as written, on average.
  var rankChanges: [Double] { variants.map(rankChange) }

  func rankChange(_ variant: Standings) -> Double {
    guard !rated.isEmpty else { return 0 }
    let sum = rated.reduce(Int64(0)) { $0 + Int64(abs(variant.ranks[$1] - written.ranks[$1])) }
    return Double(sum) / Double(rated.count)
  }

  /// By variant: the share of guilds with another tier.
  var tierChanges: [Double] {
    variants.map { variant in
      rated.isEmpty
        ? 0 : Double(rated.count { variant.tiers[$0] != written.tiers[$0] }) / Double(rated.count)
    }
  }

  var overall: Sensitivity.Overall {
    let least = Sensitivity.Overall.steadyShare
    let steady = rated.count { guild in
      let same = variants.count { $0.tiers[guild] == written.tiers[guild] }
      return Double(same) >= least * Double(variants.count)
    }
    return Sensitivity.Overall(
      guilds: rated.count, neverRated: written.scores.count - rated.count, steady: steady,
      rankChange: Trials.spread(rankChanges), tierChange: Trials.spread(tierChanges), guildShare: guildShare)
  }

  static func spread(_ values: [Double]) -> Sensitivity.Spread {
    let values = values.sorted()
    return Sensitivity.Spread(
      low: nearestRank(tail, of: values), median: nearestRank(0.5, of: values), high: nearestRank(1 - tail, of: values))
  }

  /// The variance of guilds' mean ranks as a share of the variance of all ranks: sums of squares of the analysis of variance, η².
  private var guildShare: Double? {
    var (all, squares, between): (Int64, Double, Double) = (0, 0, 0)
    for guild in rated {
      let ranks = variants.map { Int64($0.ranks[guild]) }
      let sum = ranks.reduce(0, +)
      all += sum
      squares += Double(ranks.reduce(0) { $0 + $1 * $1 })
      between += Double(sum) * Double(sum) / Double(variants.count)
    }
    let middle = Double(all) * Double(all) / Double(rated.count * variants.count)
    return squares > middle ? min(1, max(0, (between - middle) / (squares - middle))) : nil
  }

  /// How one guild fares.
  func guild(_ place: Int, _ guild: Guild, tiers: [String]) -> Sensitivity.Guild {
    let ranks = variants.map { $0.ranks[place] }.sorted()
    let scores = variants.filter { $0.isRated(place) }.map { Double($0.scores[place]) / 100 }
    func rank(_ share: Double) -> Int { Int(nearestRank(share, of: ranks)) }
    func share(_ isLikeThat: (UInt8) -> Bool) -> Double {
      Double(variants.count { isLikeThat($0.tiers[place]) }) / Double(variants.count)
    }
    let own = written.tiers[place]
    let isRated = written.isRated(place)
    return Sensitivity.Guild(
      guildID: guild.id, name: guild.name, score: isRated ? Double(written.scores[place]) / 100 : nil,
      rank: isRated ? Int(written.ranks[place]) : nil, tier: isRated ? tiers[Int(own)] : nil,
      scores: scores.isEmpty ? nil : Trials.spread(scores),
      ranks: .init(
        best: rank(0), low: rank(Trials.tail), median: rank(0.5), high: rank(1 - Trials.tail), worst: rank(1)),
      tierShares: (0..<tierCount).map { tier in share { $0 == UInt8(tier) } },
      notRated: share { $0 == UInt8(tierCount) }, up: share { $0 < own }, down: share { $0 > own })
  }
}
