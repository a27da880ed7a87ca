import ScorerKit

// What each part of the difference does, to all guilds and to one.

extension ProgrammeComparison {
  /// What one part does to the guilds of a month.
  public struct PartFigures: Sendable, Equatable {
    /// The part's place.
    public var part: Int
    /// Whose score it changes.
    public var guilds = 0
    /// Its effects on scores, summed over all guilds, in thousandths of a point.
    public var sum: Int64 = 0
    /// Rated by both, whose scores the effects add up to the changes of.
    public var rated = 0
    /// In thousandths of a point: the furthest from 0, the first guild's where several are.
    public var largest: Int64 = 0
    /// Guilds that move up and down in the end, and that it pushes that way, alone or with others.
    public var up = 0
    public var down = 0
    /// Guilds that it pushes up or down, and that do not move that way in the end: other parts push back.
    public var cancelled = 0
    public var becomeRated = 0
    public var becomeUnrated = 0
    /// Its effects on what is granted, summed over all guilds, in 1/10,000 of the currency unit.
    public var granted: Int128 = 0

    /// In points, over the guilds that both programmes rate, so that the parts' means add up to the mean change.
    public var mean: Double? { rated > 0 ? ProgrammeComparison.points(sum) / Double(rated) : nil }
    public var largestPoints: Double { ProgrammeComparison.points(largest) }
    /// Whether it changes no score, tier, rating or grant of any guild.
    public var isIdle: Bool {
      guilds == 0 && up == 0 && down == 0 && cancelled == 0 && becomeRated == 0 && becomeUnrated == 0 && !grants
    }
    /// Whether any guild is granted more or less by it.
    public var grants = false
  }

  /// Thousandths of a point or a tier in whole ones: exactly the decimal, nearest to it in binary.
  public static func points(_ thousandths: Int64) -> Double { Double(thousandths) / 1000 }

  /// 1/10,000 of the currency unit in units.
  public static func money(_ amount: Int128) -> Double { Double(amount) / 10_000 }

  /// What each part does in a month, in the order of the parts.
  public func effects(in month: Month) -> [PartFigures] {
    var figures = parts.indices.map { PartFigures(part: $0) }
    let rated = month.guilds.count { $0.scoreChange != nil }
    for place in figures.indices { figures[place].rated = rated }
    for guild in month.guilds {
      for effect in guild.effects where figures.indices.contains(effect.part) {
        figures[effect.part].add(effect, move: guild.move)
      }
    }
    return figures
  }

  /// The parts that explain what becomes of a guild, those that do most first: for one that moves the parts that move it
  /// that way, else the parts that change its score, or only what it is granted.
  public func causes(of guild: Guild) -> [Effect] {
    func ordered(_ key: (Effect) -> Int64) -> [Effect] {
      guild.effects.filter { key($0) > 0 && parts.indices.contains($0.part) }
        .sorted { a, b in
          // Most on what happened; at ties most on the score, the same way; then by the order of parts.
          let (x, y) = (key(a), key(b))
          if x != y { return x > y }
          let (p, q) = (towards(a), towards(b))
          return p != q ? p > q : a.part < b.part
        }
    }
    func towards(_ effect: Effect) -> Int64 {
      switch guild.move {
      case .up: effect.score
      case .down: -effect.score
      default: Int64(clamping: effect.score.magnitude)
      }
    }
    return switch guild.move {
    case .up: ordered { -$0.tier }
    case .down: ordered { $0.tier }
    case .becomesRated: ordered { $0.rated }
    case .becomesUnrated: ordered { -$0.rated }
    case .same where guild.effects.contains { $0.score != 0 }: ordered { Int64(clamping: $0.score.magnitude) }
    case .same: ordered { Int64(clamping: $0.granted.magnitude) }
    case .unrated: []
    }
  }
}

extension ProgrammeComparison.PartFigures {
  fileprivate mutating func add(_ effect: ProgrammeComparison.Effect, move: ProgrammeComparison.Move) {
    guilds += effect.score != 0 ? 1 : 0
    sum += effect.score
    if effect.score.magnitude > largest.magnitude { largest = effect.score }
    switch (effect.tier, move) {
    case (..<0, .up): up += 1
    case (1..., .down): down += 1
    case (0, _): break
    default: cancelled += 1
    }
    granted += effect.granted
    if effect.granted != 0 { grants = true }
    becomeRated += effect.rated > 0 ? 1 : 0
    becomeUnrated += effect.rated < 0 ? 1 : 0
  }
}
