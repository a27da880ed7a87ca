import RatingRecord
import ScorerKit

// How tiers moved since guilds were last rated.

extension GuildRating {
  /// The tier the month earns, gates included, before movement has its say.
  var earnedTier: String? { movement?.earned ?? tier }

  /// Whether movement gives another tier than the month earns.
  var isHeld: Bool { tier != nil && earnedTier != tier }

  /// The published month it was last rated in, as far as the record tells.
  var lastRated: (tier: String?, score: Double?) {
    let last = trend?.months.last { $0.score != nil }
    return (movement?.from ?? last?.tier, last?.score)
  }
}

/// Where a tier went.
enum Move: String {
  case up = "▲"
  case down = "▼"
  case same = "="
  /// There is none to compare with.
  case new
}

extension RatingRecord {
  /// Whether any guild has a tier to compare with.
  var hasMoves: Bool { guilds.contains { $0.lastRated.tier != nil } }

  /// `nil` where the guild has no tier, or the programme does not know the one it had.
  func move(of guild: GuildRating) -> Move? {
    guard let now = place(ofTier: guild.tier) else { return nil }
    guard let before = guild.lastRated.tier else { return .new }
    return place(ofTier: before).map { now < $0 ? .up : now > $0 ? .down : .same }
  }

  /// 0 is the best.
  func place(ofTier tier: String?) -> Int? { programme.tiers.firstIndex { $0.name == tier } }

  /// How many guilds of each tier they had (the last row: none that the programme knows) have which now (the last column: none).
  var passages: [[Int]] {
    let tiers = programme.tiers.count
    var counts = Array(repeating: Array(repeating: 0, count: tiers + 1), count: tiers + 1)
    for guild in guilds {
      counts[place(ofTier: guild.lastRated.tier) ?? tiers][place(ofTier: guild.tier) ?? tiers] += 1
    }
    return counts
  }

  /// Who moved, and whom movement keeps where it is, the moved first; each by rank.
  var moves: [Finding] {
    let ranked = ranked
    func finding(_ matter: String, _ isMeant: (GuildRating) -> Bool) -> Finding? {
      let guilds = ranked.filter(isMeant).map { Finding.Entry(guild: $0, detail: passage(of: $0)) }
      return guilds.isEmpty ? nil : Finding(matter: matter, reason: nil, guilds: guilds)
    }
    func ruled(_ rule: Movement.Rule, _ matter: String) -> Finding? { finding(matter) { $0.movement?.rule == rule } }
    guard programme.movement != nil else {
      return [finding("up") { move(of: $0) == .up }, finding("down") { move(of: $0) == .down }].compactMap { $0 }
    }
    return [
      ruled(.promoted, "promoted"), ruled(.demoted, "demoted"), ruled(.gate, "capped by a gate at once"),
      ruled(.waitsToFall, "held above what the month earns"), ruled(.grace, "held in the grace of new guilds"),
      ruled(.waitsToRise, "waiting to be promoted"),
    ].compactMap { $0 }
  }

  /// `Silver to Gold`; where movement gives another tier than the month earns, `Gold, earns Silver`.
  private func passage(of guild: GuildRating) -> String {
    let tier = visible(guild.tier ?? "")
    let before = guild.lastRated.tier.map { visible($0) }
    let moved = before == tier ? tier : [before, tier].compactMap { $0 }.joined(separator: " to ")
    return moved + (guild.isHeld ? ", earns \(visible(guild.earnedTier ?? ""))" : "")
  }

  /// How many scores have changed by more than chance explains; `nil` where none could have.
  var changed: (improved: Int, declined: Int)? {
    let changes = guilds.compactMap { $0.trend?.change }
    guard !changes.isEmpty else { return nil }
    return (changes.count { $0.verdict == .improved }, changes.count { $0.verdict == .declined })
  }
}
