import ScorerKit

/// One of the rules that every scorer keeps, built in or not. A test of one's own scorers is a few lines:
///
/// ```swift
/// @Test("every scorer keeps every rule", arguments: [MyScorer.self] as [any Scorer.Type], ScorerRule.all)
/// func rules(_ scorer: any Scorer.Type, _ rule: ScorerRule) { #expect(rule.faults(of: scorer) == []) }
/// ```
public struct ScorerRule: Sendable, CustomStringConvertible {
  /// `its tallies merge in any order and grouping`.
  public let description: String
  let check: @Sendable (any Scorer.Type) throws -> [String]

  init(_ description: String, check: @escaping @Sendable (any Scorer.Type) throws -> [String]) {
    self.description = description
    self.check = check
  }

  /// What is wrong with a scorer, in sentences; empty where nothing is. Random rules name their seed.
  public func faults(of scorer: any Scorer.Type) -> [String] {
    do { return try check(scorer) } catch { return ["\(scorer.id): \(error)"] }
  }

  public static let all: [ScorerRule] = [
    ScorerRule("it has an id in snake case, a title, a summary, and measures by unique ids") {
      Declaration.identity(of: $0)
    },
    ScorerRule("each scored measure has a playbook, an act, and a curve that does not reward the worse") {
      $0.measures.flatMap(Declaration.measure)
    },
    ScorerRule("an act's placeholders are figures of its kind, or settings") { Declaration.placeholders(of: $0) },
    ScorerRule("settings are documented, have defaults in their domain, and are all it stores") {
      try settings(of: $0)
    },
    ScorerRule("it reads columns that there are, and needs none that it does not read") { Declaration.tables(of: $0) },
    ScorerRule("it has two examples, and each scored measure occurs in one") { examples(of: $0) },
    ScorerRule("its examples come out as they say, through the engine") { scorer in
      scorer.examples.flatMap { $0.faults(of: scorer) }
    },
    ScorerRule("its tallies merge in any order and grouping, and survive being encoded") { try merging(of: $0) },
    ScorerRule("its estimates are numbers within their range") { try ranges(of: $0) },
    ScorerRule("what its rows count one by one is what they count together") { try singleRows(of: $0) },
    ScorerRule("no data is not zero") { noData(of: $0) },
  ]
}
