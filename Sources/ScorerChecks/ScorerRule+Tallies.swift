import Foundation
import ScorerKit

// Rules about what a scorer makes of rows, checked on random ones.

private let guilds: Int32 = 3

func merging<S: Scorer>(of scorer: S.Type) throws -> [String] {
  var faults: [String] = []
  for seed in seeds(1...25) {
    var random = SeededGenerator(seed: seed)
    let (scorer, window) = try (randomScorer(S.self, using: &random), randomWindow(using: &random))
    let rows = RandomRow.some(60, for: S.self, guilds: guilds, in: window, using: &random)
    var whole = Tallies<S.Tally>()
    for batch in RandomRow.batches(of: rows) { scorer.fold(batch, in: window, into: &whole) }
    let split = folded(rows, by: scorer, in: window, using: &random)
    for guild in 0..<guilds {
      let tally = whole[guild]
      if split[guild] != tally { faults.append("rows add up to another tally when they are split (seed \(seed))") }
      var (left, right) = (tally, S.Tally())
      left.merge(S.Tally())
      right.merge(tally)
      if left != tally || right != tally { faults.append("merging with an empty tally changes it (seed \(seed))") }
      let decoded = try JSONDecoder().decode(S.Tally.self, from: JSONEncoder().encode(tally))
      if decoded != tally { faults.append("a tally changes when it is encoded and decoded (seed \(seed))") }
    }
    if faults.count > 5 { break }
  }
  return faults
}

/// The tallies of rows that are shuffled, split in two again and again, folded, and merged one way or the other.
private func folded<S: Scorer>(
  _ rows: [RandomRow], by scorer: S, in window: Window, using random: inout SeededGenerator
) -> Tallies<S.Tally> {
  guard rows.count > 1, Int.random(in: 0..<12, using: &random) > 0 else {
    var tallies = Tallies<S.Tally>()
    for batch in RandomRow.batches(of: rows) { scorer.fold(batch, in: window, into: &tallies) }
    return tallies
  }
  let shuffled = rows.shuffled(using: &random)
  let cut = Int.random(in: 0...rows.count, using: &random)
  let left = folded(Array(shuffled[..<cut]), by: scorer, in: window, using: &random)
  let right = folded(Array(shuffled[cut...]), by: scorer, in: window, using: &random)
  var (into, from) = Bool.random(using: &random) ? (left, right) : (right, left)
  for guild in 0..<guilds { into[guild].merge(from[guild]) }
  from = Tallies()
  return into
}

func ranges<S: Scorer>(of scorer: S.Type) throws -> [String] {
  var faults: [String] = []
  for seed in seeds(1...60) {
    var random = SeededGenerator(seed: seed)
    let (scorer, window) = try (randomScorer(S.self, using: &random), randomWindow(using: &random))
    let count = Int.random(in: 1...40, using: &random)
    let rows = RandomRow.some(count, for: S.self, guilds: guilds, in: window, using: &random)
    var tallies = Tallies<S.Tally>()
    for batch in RandomRow.batches(of: rows) { scorer.fold(batch, in: window, into: &tallies) }
    for guild in 0..<guilds where !tallies[guild].hasOverflowed {
      let estimates = scorer.estimates(of: tallies[guild], in: window)
      faults += Declaration.repeated(estimates.map { "\($0.measure) \($0.part ?? "")" }).map {
        "it estimates \($0) twice"
      }
      for estimate in estimates {
        guard let measure = scorer.measures.first(where: { $0.id == estimate.measure }) else {
          faults.append("it estimates \(estimate.measure), which is none of its measures")
          continue
        }
        let isDeclared = scorer is any DeclaringScorer
        faults += rangeFaults(estimate, measure, isDeclared: isDeclared).map { "\(measure.id): \($0) (seed \(seed))" }
      }
    }
    if faults.count > 5 { break }
  }
  return faults
}

/// - Parameter isDeclared: its figures are others', and need not make its value.
private func rangeFaults(_ estimate: Estimate, _ measure: Measure, isDeclared: Bool) -> [String] {
  var faults: [String] = []
  let (numerator, denominator) = (estimate.numerator, estimate.denominator)
  if !(denominator >= 0 && denominator.isFinite) { faults.append("its denominator is \(denominator)") }
  if let numerator, !(numerator >= 0 && numerator.isFinite) { faults.append("its numerator is \(numerator)") }
  if (estimate.part != nil) != (measure.kind == .breakdown) { faults.append("parts are for breakdowns, and only they") }
  guard denominator > 0, let value = estimate.value else { return faults }
  let isNumber = value.isFinite || value == .infinity && measure.kind == .quantile
  if !isNumber { faults.append("its value is \(value)") }
  // A dispersion has no upper end; all other shares are parts of a whole.
  let highest = measure.unit == .share && measure.kind != .dispersion ? 1 + 1e-12 : .infinity
  if !(0...highest).contains(value) { faults.append("its value is \(value), out of range") }
  if [.proportion, .rate, .ratio, .mean].contains(measure.kind), !isDeclared {
    guard let numerator else { return faults + ["it has no numerator"] }
    if abs(value - numerator / denominator) > 1e-12 * value { faults.append("its value is not what its figures make") }
    if measure.kind == .proportion, numerator > denominator { faults.append("it counts more than there are") }
  }
  return faults
}

func noData<S: Scorer>(of scorer: S.Type) -> [String] {
  let window = Window(months: 1, endingWith: Month(year: 2026, month: 10))
  return S().estimates(of: S.Tally(), in: window).filter { $0.denominator != 0 }
    .map { "\($0.measure) is \($0.value.map(\.description) ?? "nil") of \($0.denominator) where there is no data" }
}

/// Rows are shown one by one to whoever asks what is behind a figure, and must add up to it.
func singleRows<S: Scorer>(of scorer: S.Type) throws -> [String] {
  // What is brought is not made of rows.
  guard !(scorer is any DeclaringScorer.Type) else { return [] }
  var faults: [String] = []
  for seed in seeds(1...25) {
    var random = SeededGenerator(seed: seed)
    let (scorer, window) = try (randomScorer(S.self, using: &random), randomWindow(using: &random))
    let rows = RandomRow.some(40, for: S.self, guilds: 1, in: window, using: &random)
    var whole = Tallies<S.Tally>()
    for batch in RandomRow.batches(of: rows) { scorer.fold(batch, in: window, into: &whole) }
    var sums: [String: (numerator: Double, denominator: Double)] = [:]
    for row in rows {
      var single = Tallies<S.Tally>()
      for batch in RandomRow.batches(of: [row]) { scorer.fold(batch, in: window, into: &single) }
      for estimate in scorer.estimates(of: single[0], in: window) {
        sums[estimate.measure, default: (0, 0)].numerator += estimate.numerator ?? 0
        sums[estimate.measure, default: (0, 0)].denominator += estimate.denominator
      }
    }
    for estimate in scorer.estimates(of: whole[0], in: window) where !whole[0].hasOverflowed {
      let kind = scorer.measures.first { $0.id == estimate.measure }?.kind
      guard [.proportion, .rate, .ratio, .mean].contains(kind) else { continue }
      let sum = sums[estimate.measure] ?? (0, 0)
      let pairs = [(sum.numerator, estimate.numerator ?? 0), (sum.denominator, estimate.denominator)]
      if pairs.contains(where: { abs($0.0 - $0.1) > 1e-9 * max(1, abs($0.1)) }) {
        faults.append("\(estimate.measure): its rows one by one do not add up to its figures (seed \(seed))")
      }
    }
    if faults.count > 5 { break }
  }
  return faults
}
