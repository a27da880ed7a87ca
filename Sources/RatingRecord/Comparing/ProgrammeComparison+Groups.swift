import ScorerKit

// Who gains and who loses.

extension ProgrammeComparison {
  /// What the change means to the guilds of one group, beside all others.
  public struct GroupFigures: Sendable, Equatable {
    public var group: Group
    public var guilds: Int
    /// Rated by both programmes: what the figures of scores and tiers are over.
    public var rated: Int
    /// In points; `nil` where none is rated by both.
    public var meanChange: Double?
    /// Of the guilds outside the group; `nil` where there are none rated by both.
    public var othersMeanChange: Double?
    public var up: Int
    public var down: Int
    public var othersUp: Int
    public var othersDown: Int
    public var othersRated: Int
    /// What its guilds are granted after less before, in units of the currency a guild; of all its guilds.
    public var grantChange: Double
    /// Of the guilds outside the group; `nil` where there are none.
    public var othersGrantChange: Double?

    public static let small = 5
    /// So few that a figure is rather about single guilds.
    public var isSmall: Bool { rated < GroupFigures.small }

    /// 0…1, of the guilds rated by both.
    public var upShare: Double? { share(up, of: rated) }
    public var downShare: Double? { share(down, of: rated) }
    public var othersUpShare: Double? { share(othersUp, of: othersRated) }
    public var othersDownShare: Double? { share(othersDown, of: othersRated) }

    /// By how much more of its guilds rise, less those that fall, than of all others; −1…1.
    public var moveGap: Double? {
      guard let upShare, let downShare, let othersUpShare, let othersDownShare else { return nil }
      return (upShare - downShare) - (othersUpShare - othersDownShare)
    }

    /// By how much more its guilds gain than all others, in units of the currency a guild.
    public var grantGap: Double? { othersGrantChange.map { grantChange - $0 } }

    /// By how many points its guilds' scores change more than those of all others; `nil` where either has none.
    public var gap: Double? {
      guard let meanChange, let othersMeanChange else { return nil }
      return meanChange - othersMeanChange
    }
  }
}

extension ProgrammeComparison.Month {
  /// Every group that has guilds: by attribute in the order in which guilds have them, then by the bytes of the value.
  public var groups: [ProgrammeComparison.GroupFigures] {
    var sums: [ProgrammeComparison.Group: GroupSum] = [:]
    var attributes: [String] = []
    var all = GroupSum()
    for guild in guilds {
      all.add(guild)
      for group in guild.groups {
        if !attributes.contains(group.attribute) { attributes.append(group.attribute) }
        sums[group, default: GroupSum()].add(guild)
      }
    }
    let places = Dictionary(uniqueKeysWithValues: attributes.enumerated().map { ($1, $0) })
    return sums.map { figures(of: $0, $1, among: all) }.sorted { first, second in
      let (a, b) = (first.group, second.group)
      return (places[a.attribute] ?? 0, numberAhead(a.value), a.value)
        < (places[b.attribute] ?? 0, numberAhead(b.value), b.value)
    }
  }

  private func figures(
    of group: ProgrammeComparison.Group, _ sum: GroupSum, among all: GroupSum
  ) -> ProgrammeComparison.GroupFigures {
    func mean(_ score: Hundredths, _ count: Int) -> Double? { count > 0 ? Double(score) / 100 / Double(count) : nil }
    func money(_ granted: Int128, _ count: Int) -> Double? {
      count > 0 ? Double(granted) / 10_000 / Double(count) : nil
    }
    return .init(
      group: group, guilds: sum.guilds, rated: sum.rated, meanChange: mean(sum.score, sum.rated),
      othersMeanChange: mean(all.score - sum.score, all.rated - sum.rated), up: sum.up, down: sum.down,
      othersUp: all.up - sum.up, othersDown: all.down - sum.down, othersRated: all.rated - sum.rated,
      grantChange: money(sum.granted, sum.guilds) ?? 0,
      othersGrantChange: money(all.granted - sum.granted, all.guilds - sum.guilds))
  }
}

/// Sums over the guilds of a group, in the order of guild_id bytes.
private struct GroupSum {
  var guilds = 0
  var rated = 0
  var score: Hundredths = 0
  var up = 0
  var down = 0
  var granted: Int128 = 0

  mutating func add(_ guild: ProgrammeComparison.Guild) {
    guilds += 1
    granted += guild.grantChange
    guard let change = guild.scoreChange else { return }
    rated += 1
    score += change
    up += guild.move == .up ? 1 : 0
    down += guild.move == .down ? 1 : 0
  }
}

/// Twice the first number in a value, and one more where the value begins with it: `under 5`, `5 to 9`, `10 to 24`. Values
/// without one come last.
private func numberAhead(_ value: Identifier) -> Int {
  func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  let digits = value.bytes.drop { !isDigit($0) }.prefix(while: isDigit).prefix(18)
  guard !digits.isEmpty else { return .max }
  return 2 * digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } + (value.bytes.first.map(isDigit) == true ? 1 : 0)
}

private func share(_ count: Int, of whole: Int) -> Double? { whole > 0 ? Double(count) / Double(whole) : nil }

extension [ProgrammeComparison.GroupFigures] {
  /// The groups that fare worst and best beside all others by some gap, among those that are not small; `nil` where there are none
  /// to compare.
  public func extremes(by gap: (Element) -> Double?) -> (worst: Element, best: Element)? {
    let known = filter { !$0.isSmall && gap($0) != nil }
    guard let worst = known.min(by: { (gap($0) ?? 0) < (gap($1) ?? 0) }),
      let best = known.max(by: { (gap($0) ?? 0) < (gap($1) ?? 0) })
    else { return nil }
    return (worst, best)
  }

  /// In runs of the same attribute.
  public var byAttribute: [[Element]] {
    reduce(into: []) { runs, figures in
      if runs.last?.first?.group.attribute == figures.group.attribute {
        runs[runs.count - 1].append(figures)
      } else {
        runs.append([figures])
      }
    }
  }
}
