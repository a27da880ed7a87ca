import RatingProgramme
import RatingRecord
import ScorerKit

/// Two programmes, what they differ in, and every programme between them that has some things of the one and the rest of
/// the other.
struct ProgrammePair: Sendable {
  let before: Programme
  let after: Programme
  let weighing: Weighing
  /// In an order that is the same whichever programme comes first.
  let gates: [GatePair]
  let grouping: Grouping
  /// By what leads them, in an order that is the same whichever programme comes first.
  private let groups: [(lead: Aspect, part: ProgrammeComparison.Part)]

  /// What can be taken from either programme by itself, unless it belongs with something else.
  enum Aspect: Hashable, Sendable {
    case scale, window, exemptions, peers, combine, missing, rounding, adjustments, bonus, evidence, tiers, tierNames
    case movement, incentives
    case order
    /// Whether the programme has the scorer.
    case scorer(String)
    case weight(String)
    /// Its window, settings and declared measures: what is tallied for it.
    case tallies(String)
    case measureWeight(String, String)
    case curve(String, String)
    /// By the place among `gates`.
    case gate(Int)
    case gateName(Int)
  }

  struct Difference: Sendable {
    let aspect: Aspect
    let part: ProgrammeComparison.Part
  }

  init(_ before: Programme, _ after: Programme) {
    (self.before, self.after) = (before, after)
    weighing = Weighing(before.scorerWeights, after.scorerWeights)
    let tiersMatch = doTiersMatch(before, after)
    gates = GatePair.pairs(before, after, tiersMatch: tiersMatch)
    grouping = Grouping(before, after, gates: gates, tiersMatch: tiersMatch)
    var groups: [(lead: Aspect, part: ProgrammeComparison.Part)] = []
    for difference in Differing(before, after, weighing, gates, tiersMatch: tiersMatch).found {
      let lead = grouping.lead(of: difference.aspect)
      if let place = groups.firstIndex(where: { $0.lead == lead }) {
        groups[place].part.also.append(difference.part)
      } else {
        groups.append((lead, difference.part))
      }
    }
    self.groups = groups
  }

  var parts: [ProgrammeComparison.Part] { groups.map(\.part) }

  /// The programme with some parts as they are after, and the others as they are before.
  ///
  /// - Parameter taken: by part, whether it is as after.
  func mixture(_ taken: [Bool]) -> Programme {
    if !taken.contains(true) { return before }
    if !taken.contains(false) { return after }
    return MixedProgramme(pair: self, chosen: Set(zip(groups, taken).filter(\.1).map(\.0.lead))).programme
  }
}

extension Programme {
  func plan(_ id: String) -> ScorerPlan? { scorers.first { $0.id == id } }

  var scorerWeights: [String: Double] {
    Dictionary(scorers.map { ($0.id, $0.weight) }, uniquingKeysWith: { first, _ in first })
  }
}

extension ScorerPlan {
  var measureWeights: [String: Double] {
    Dictionary(measures.map { ($0.measure.id, $0.weight) }, uniquingKeysWith: { first, _ in first })
  }
}
