import BuiltInScorers
import ScorerKit
import TestSupport
import Testing

/// What is asked of every scorer, asked of those that come with Guildmark.
struct BuiltInScorerTests {
  @Test("every built-in scorer keeps every rule", arguments: builtInScorers, ScorerRule.all)
  func rules(_ scorer: any Scorer.Type, _ rule: ScorerRule) {
    #expect(rule.faults(of: scorer) == [])
  }

  @Test("the registry is in the order of ids, and no id comes twice")
  func registry() {
    let ids = builtInScorers.map { $0.id }
    #expect(ids == Set(ids).sorted())
  }
}
