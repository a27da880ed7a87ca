import Statistics

/// One measure's values by guild, sorted once for all the others that they are compared with.
struct RankedValues: Sendable {
  let values: [Double?]
  /// The guilds that have one, lowest first.
  private let order: [Int]

  init(_ values: [Double?]) {
    self.values = values
    let known = values.enumerated().compactMap { guild, value in value.map { (value: $0, guild: guild) } }
    order = known.sorted { ($0.value, $0.guild) < ($1.value, $1.guild) }.map(\.guild)
  }

  /// Those of the guilds that have another measure's value, too, in the order of guilds: the normal quantiles of their ranks.
  func normalScores(amongThoseWith other: RankedValues) -> [Double] {
    let order = order.filter { other.values[$0] != nil }
    var scores = [Double?](repeating: nil, count: values.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
      let score = Normal.quantile((Double(first + last) / 2 + 0.5) / Double(order.count))
      for place in first...last { scores[order[place]] = score }
      first = last + 1
    }
    return scores.compactMap(\.self)
  }
}
