import RatingEngine
import RatingProgramme
import RatingRecord

/// The thresholds at which tiers have the shares that are wanted, as near as scores and gates let them. Movement has no part in it:
/// it holds guilds back for a month or two, whatever the thresholds, and then follows what scores earn.
struct ShareSearch {
  /// With thresholds that are written.
  private(set) var programme: Programme
  /// What each threshold that was looked for came to, best first.
  private(set) var found: [Found] = []

  struct Found {
    var tier: Int
    /// Guilds of this tier and better ones that are wanted, those that there are, and those there would be one step on.
    var wanted: Double
    var reached: Int
    var other: Int?
    /// How many gates keep from it, where no threshold gives it as many as are wanted.
    var gated: Int?
  }

  private let decide: (Programme) throws -> Decisions
  private var rated = 0

  /// - Parameters:
  ///   - decisions: of the programme as it is, with thresholds as they were found.
  ///   - decide: what another programme decides.
  /// - Throws: `Failure` where no thresholds give shares.
  init(_ shares: TargetShares, from decisions: Decisions, decide: @escaping (Programme) throws -> Decisions) throws {
    programme = decisions.programme
    programme.thresholds = .written
    self.decide = decide
    let scores = decisions.scores.compactMap { $0 }
    rated = scores.count
    guard let lowest = scores.min(), let highest = scores.max() else {
      throw Failure(.data, "no guild is rated, and so tiers have no shares")
    }
    guard lowest < highest else {
      throw Failure(
        .data,
        "all \(rated) rated guilds have a score of \(decimal(inPoints(lowest), places: 2)): no threshold parts them")
    }
    var isWhole = true
    var sum: Int64 = 0
    var above = 0
    for tier in programme.tiers.indices.dropLast() {
      guard let share = shares.shares[tier] else {
        isWhole = false
        above = try reaching(tier, with: programme.tiers[tier].from)
        continue
      }
      sum += share
      // As long as all better tiers have wanted shares their errors are not handed on.
      let wanted = Double(rated) * Double(isWhole ? sum : share) / 1_000_000 + (isWhole ? 0 : Double(above))
      above = try place(tier, for: wanted)
      try checkOrder(after: tier, shares)
    }
  }

  /// Guilds of the tier and better ones with this threshold, those of worse tiers keeping below it.
  private func reaching(_ tier: Int, with threshold: Int64) throws -> Int {
    try deciding(tier, with: threshold).gatedTiers.count { $0.map { $0 <= tier } ?? false }
  }

  private func deciding(_ tier: Int, with threshold: Int64) throws -> Decisions {
    var tried = programme
    tried.tiers[tier].from = threshold
    for worse in tier + 1..<tried.tiers.count {
      let most = max(tried.scale.from, threshold - Int64(worse - tier))
      tried.tiers[worse].from = min(tried.tiers[worse].from, most)
    }
    return try decide(tried)
  }

  /// Finds the tier's threshold, and returns how many guilds then are in it and in better ones.
  private mutating func place(_ tier: Int, for wanted: Double) throws -> Int {
    let lowest = programme.scale.from + Int64(programme.tiers.count - 1 - tier)
    let highest = tier == 0 ? programme.scale.to : programme.tiers[tier - 1].from - 1
    guard lowest <= highest else {
      throw Failure(.data, "there is no room left on the scale for \(printable(programme.tiers[tier].name))")
    }
    // The highest threshold that still gives as many as are wanted, and the next above it, which gives fewer.
    let last = try lastThreshold(in: lowest...highest) { try Double(reaching(tier, with: $0)) >= wanted }
    let many = try last.map { try reaching(tier, with: $0) }
    let next = last.map { $0 + 1 } ?? lowest
    let few = next <= highest ? try reaching(tier, with: next) : nil
    let isFewer =
      switch (many, few) {
      case (let many?, let few?): wanted - Double(few) <= Double(many) - wanted
      case (nil, _): true
      case (_, nil): false
      }
    let reached = (isFewer ? few : many) ?? 0
    let range: ClosedRange<Int64>
    if isFewer {
      let end = try lastThreshold(in: next...highest) { try reaching(tier, with: $0) >= reached } ?? next
      // Where all that can be have it, no lower than that takes.
      range = (many == nil ? max(next, end - 100) : next)...end
    } else {
      let end = last ?? lowest
      let more = try lastThreshold(in: lowest...end) { try reaching(tier, with: $0) > reached }
      range = (more.map { $0 + 1 } ?? lowest)...end
    }
    programme.tiers[tier].from = roundest(in: range)
    let actual = try reaching(tier, with: programme.tiers[tier].from)
    var gated: Int?
    if many == nil {
      let most = try deciding(tier, with: lowest)
      gated = zip(most.earnedTiers, most.gatedTiers).count { earned, gated in
        earned.map { $0 <= tier } ?? false && gated.map { $0 > tier } ?? false
      }
    }
    found.append(Found(tier: tier, wanted: wanted, reached: actual, other: isFewer ? many : few, gated: gated))
    return actual
  }

  /// The highest value for which it holds, where it holds for all values up to one; `nil`: for none.
  private func lastThreshold(in range: ClosedRange<Int64>, where holds: (Int64) throws -> Bool) rethrows -> Int64? {
    var (low, high) = (range.lowerBound - 1, range.upperBound)
    while low < high {
      let middle = high - (high - low) / 2
      if try holds(middle) { low = middle } else { high = middle - 1 }
    }
    return low >= range.lowerBound ? low : nil
  }

  /// A threshold must stay above those of worse tiers that nobody asked to move.
  private func checkOrder(after tier: Int, _ shares: TargetShares) throws {
    let next = tier + 1
    guard next < programme.tiers.count - 1, shares.shares[next] == nil,
      programme.tiers[next].from >= programme.tiers[tier].from
    else { return }
    func name(_ tier: Int) -> String { printable(programme.tiers[tier].name) }
    func points(_ tier: Int) -> String { decimal(inPoints(programme.tiers[tier].from), places: 2) }
    throw Failure(
      .usage,
      "--target-share: \(name(tier)) would have to start from \(points(tier)), and \(name(next)), which has no share of its own, starts from \(points(next)); give \(name(next)) a share too"
    )
  }
}

/// The number in a range that takes the fewest digits to write; of several the one nearest to the middle.
func roundest(in range: ClosedRange<Int64>) -> Int64 {
  let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
  for step in [500, 100, 50, 10, 5, 1] as [Int64] {
    // Thresholds are not negative.
    let below = middle / step * step
    let near = [below, below + step].filter(range.contains)
    if let nearest = near.min(by: { abs($0 - middle) < abs($1 - middle) }) { return nearest }
  }
  return range.lowerBound
}
