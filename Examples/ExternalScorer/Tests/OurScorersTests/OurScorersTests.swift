import OurScorers
import ScorerChecks
import Testing

/// What is asked of every scorer, asked of ours: examples that come out, tallies that merge in any order, and the rest.
@Test("every scorer of ours keeps every rule", arguments: ScorerRule.all)
func rules(_ rule: ScorerRule) { #expect(rule.faults(of: WeekendCover.self) == []) }
