import RatingProgramme
import RatingRecord

/// What each part of a change of programme does to each guild.
///
/// The parts are changed one after the other, in several orders, and each has the mean of what changes at its turn. Up to
/// `fewParts` parts that is over all orders: Shapley's value ("A Value for n-Person Games", 1953), so that no part is blamed for
/// where it happens to stand. With more it is over the orders that begin with one of them and go on round, forwards and
/// backwards, from at most `mostStarts` of them. Either way the parts' effects add up to the whole change to the last digit, and
/// turning the programmes round walks the same ways back.
struct Attribution {
  /// By guild.
  let effects: [[ProgrammeComparison.Effect]]

  private static let fewParts = 5
  private static let mostStarts = 12

  /// - Parameters:
  ///   - parts: how many there are.
  ///   - countsMoney: whether what is granted is told apart, too.
  ///   - levels: the places of a programme's tiers in the order of both programmes'.
  ///   - decisions: with some parts as after, and the others as before.
  init(
    parts: Int, countsMoney: Bool, levels: (Programme) -> [Int], decisions: ([Bool]) throws -> Decisions
  ) rethrows {
    var known: [[Bool]: [State]] = [:]
    func states(_ taken: [Bool]) throws -> [State] {
      if let states = known[taken] { return states }
      let decided = try decisions(taken)
      let states = decided.states(levels: levels(decided.programme), countsMoney: countsMoney)
      known[taken] = states
      return states
    }
    let none = [Bool](repeating: false, count: parts)
    let (before, after) = (try states(none), try states(none.map { !$0 }))
    let orders = parts > 0 ? Attribution.orders(of: parts) : []
    var sums = before.map { _ in [State](repeating: State(), count: parts) }
    for order in orders {
      var (taken, last) = (none, before)
      for part in order {
        taken[part] = true
        let next = try states(taken)
        for guild in sums.indices { sums[guild][part].add(next[guild], less: last[guild]) }
        last = next
      }
    }
    effects = zip(zip(before, after), sums).map { ends, sums in
      effectsOf(sums, orders: orders.count, isRated: ends.0.rated == 1 && ends.1.rated == 1)
    }
  }

  /// The orders in which parts are changed; with each there is its reverse.
  static func orders(of parts: Int) -> [[Int]] {
    guard parts > fewParts else { return permutations(of: Array(0..<parts)) }
    let starts = min(parts, mostStarts)
    return (0..<starts).flatMap { number in
      let start = number * parts / starts
      let order = Array(start..<parts) + Array(0..<start)
      return [order, order.reversed()]
    }
  }

  private static func permutations(of parts: [Int]) -> [[Int]] {
    guard parts.count > 1 else { return [parts] }
    return parts.flatMap { first in
      permutations(of: parts.filter { $0 != first }).map { [first] + $0 }
    }
  }

  /// What is counted of a guild; where it is unrated on the way, what its score would be.
  fileprivate struct State {
    var score: Hundredths = 0
    var level = 0
    var rated = 0
    /// In 1/10,000 of the currency unit.
    var granted: Int128 = 0

    mutating func add(_ next: State, less last: State) {
      score += next.score - last.score
      level += next.level - last.level
      rated += next.rated - last.rated
      granted += next.granted - last.granted
    }
  }
}

/// - Parameter sums: by part, over all orders.
private func effectsOf(_ sums: [Attribution.State], orders: Int, isRated: Bool) -> [ProgrammeComparison.Effect] {
  func means(_ unit: Int128, _ value: (Attribution.State) -> Int128) -> [Int128] {
    apportioned(sums.map { unit * value($0) }, over: Int128(orders))
  }
  let scores = means(10) { isRated ? Int128($0.score) : 0 }
  let tiers = means(1000) { isRated ? Int128($0.level) : 0 }
  let rated = means(1000) { Int128($0.rated) }
  let granted = means(1) { $0.granted }
  return sums.indices.compactMap { part in
    let effect = ProgrammeComparison.Effect(
      part: part, score: Int64(clamping: scores[part]), tier: Int64(clamping: tiers[part]),
      rated: Int64(clamping: rated[part]), granted: granted[part])
    return effect.isNone ? nil : effect
  }
}

/// Whole numbers near sums divided by a count, that add up to all sums divided by it, which is whole: each is cut down, and what is
/// left goes to those that lost most, the first of them where they are equal.
private func apportioned(_ sums: [Int128], over count: Int128) -> [Int128] {
  guard let first = sums.first(where: { $0 != 0 }) else { return sums }
  // The same way round whichever programme comes first, so that turning them round turns no more than the signs.
  let sign: Int128 = first < 0 ? -1 : 1
  let exact = sums.map { sign * $0 }
  var shares = exact.map { $0 >= 0 ? $0 / count : -((count - 1 - $0) / count) }
  let remainders = zip(exact, shares).map { $0 - $1 * count }
  let left = Int(remainders.reduce(0, +) / count)
  let byRemainder = remainders.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
  for place in byRemainder.prefix(left) { shares[place] += 1 }
  return shares.map { sign * $0 }
}

extension Decisions {
  fileprivate func states(levels: [Int], countsMoney: Bool) -> [Attribution.State] {
    let grants = countsMoney ? grants : nil
    return guilds.indices.map { guild in
      Attribution.State(
        score: rawScores[guild] ?? 0, level: rawTiers[guild].map { levels[$0] } ?? 0,
        rated: scores[guild] == nil ? 0 : 1, granted: grants?.granted(to: guild) ?? 0)
    }
  }
}
