/// Two lists of weights of which only the proportions matter, made comparable.
///
/// An analyst who writes 3, 2, 1 where 30, 20, 10 stood has changed nothing, and who writes 60, 20, 10 has changed one of
/// three. So one list is multiplied by the factor that leaves the most weights as they were: 1, if that is as good as any.
struct Weighing {
  /// The names of those that differ, ascending.
  let changed: [String]
  /// Whether both are written to the same measure, so that they can be shown as they are.
  let isAlike: Bool
  private let weights: (before: [String: Double], after: [String: Double])

  /// - Parameters: by name; a name that is missing from one has no part in it.
  init(_ before: [String: Double], _ after: [String: Double]) {
    // The same way round whichever comes first, so that turning them round changes no bit.
    let names = Set(before.keys).union(after.keys).sorted()
    let isTurned = names.map { before[$0] ?? -1 }.lexicographicallyPrecedes(names.map { after[$0] ?? -1 })
    let (one, two) = isTurned ? (after, before) : (before, after)
    let factor = Weighing.factor(one, two, names)
    let scaled = two.mapValues { $0 / factor }
    weights = isTurned ? (scaled, one) : (one, scaled)
    isAlike = factor == 1
    changed = names.filter { name in
      guard let a = one[name], let b = two[name] else { return false }
      return !Weighing.agree(b, a * factor)
    }
  }

  private static func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(abs(a), abs(b)) }

  private static func factor(_ one: [String: Double], _ two: [String: Double], _ names: [String]) -> Double {
    let pairs = names.compactMap { name in one[name].flatMap { a in two[name].map { (a, $0) } } }
    let ratios = pairs.filter { $0.0 > 0 && $0.1 > 0 }.map { $0.1 / $0.0 }
    func kept(_ factor: Double) -> Int { pairs.count { agree($0.1, $0.0 * factor) } }
    let best = ([1] + ratios).max { kept($0) < kept($1) } ?? 1
    return kept(1) >= kept(best) ? 1 : best
  }

  /// The weight of a name on either side, both to one measure; `nil` where it has no part in it.
  func weight(_ name: String, isAfter: Bool) -> Double? { isAfter ? weights.after[name] : weights.before[name] }
}
