import RatingRecord

/// Two lists of weights of which only the proportions matter, made comparable.
///
/// An analyst who writes 3, 2, 1 where 30, 20, 10 stood has changed nothing, and who writes 60, 20, 10 has changed one of
/// three. So one list is multiplied by the factor that leaves the most weights as they were: 1, if that is as good as any.
struct Weighing {
  /// The names of those that differ, ascending.
  let changed: [String]
  /// What the numbers stand next to where one list was multiplied, as `next to responsiveness 30`; `nil` where both are as
  /// they are written.
  let note: String?
  private let weights: (before: [String: Double], after: [String: Double])
  /// What weights are multiplied by to be shown.
  private let unit: Double

  /// - Parameters: by name; a name that is missing from one has no part in it.
  init(_ before: [String: Double], _ after: [String: Double]) {
    // The same way round whichever comes first, so that turning them round changes no bit.
    let names = Set(before.keys).union(after.keys).sorted()
    let isTurned = names.map { before[$0] ?? -1 }.lexicographicallyPrecedes(names.map { after[$0] ?? -1 })
    let (one, two) = isTurned ? (after, before) : (before, after)
    let factor = Weighing.factor(one, two, names)
    let scaled = two.mapValues { $0 / factor }
    weights = isTurned ? (scaled, one) : (one, scaled)
    let common = names.filter { one[$0] != nil && two[$0] != nil }
    let kept = common.filter { Weighing.agree(two[$0] ?? 0, (one[$0] ?? 0) * factor) }
    changed = common.filter { !kept.contains($0) }
    let shown = names.flatMap { [one[$0], scaled[$0]].compactMap(\.self) }
    unit = Weighing.unit(of: shown, among: [1, factor])
    let mark = kept.max { (one[$0] ?? 0) < (one[$1] ?? 0) }
    let text = mark.map { [unit] in "next to \($0) \(Weighing.text((one[$0] ?? 0) * unit))" }
    note = factor == 1 ? nil : text
  }

  private static func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(abs(a), abs(b)) }

  private static func factor(_ one: [String: Double], _ two: [String: Double], _ names: [String]) -> Double {
    let pairs = names.compactMap { name in one[name].flatMap { a in two[name].map { (a, $0) } } }
    let ratios = pairs.filter { $0.0 > 0 && $0.1 > 0 }.map { $0.1 / $0.0 }
    func kept(_ factor: Double) -> Int { pairs.count { agree($0.1, $0.0 * factor) } }
    let best = ([1] + ratios).max { kept($0) < kept($1) } ?? 1
    return kept(1) >= kept(best) ? 1 : best
  }

  /// Either list's, whichever takes fewer decimals to write.
  private static func unit(of weights: [Double], among units: [Double]) -> Double {
    func decimals(_ unit: Double) -> Int {
      weights.reduce(0) { $0 + (text($1 * unit).split(separator: ".").dropFirst().first?.count ?? 0) }
    }
    return units.min { decimals($0) < decimals($1) } ?? 1
  }

  private static func text(_ weight: Double) -> String { trimmed(weight, places: 4) }

  /// The weight of a name on either side, both to one measure; `nil` where it has no part in it.
  func weight(_ name: String, isAfter: Bool) -> Double? { isAfter ? weights.after[name] : weights.before[name] }

  /// Both as they are shown: to one measure, and never alike where they differ.
  func texts(_ name: String) -> (before: String?, after: String?) {
    let (before, after) = (weights.before[name].map { $0 * unit }, weights.after[name].map { $0 * unit })
    guard let before, let after, changed.contains(name) else { return (before.map(Self.text), after.map(Self.text)) }
    for places in [4, 8, 12] {
      let texts = (trimmed(before, places: places), trimmed(after, places: places))
      if texts.0 != texts.1 { return texts }
    }
    return ("\(before)", "\(after)")
  }
}
