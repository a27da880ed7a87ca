import RatingProgramme
import ScorerKit

/// What tallies rest on besides the rows: those made on the same basis can be merged, and rated by any programme that asks
/// for it. Weights, curves, tiers and gates are no part of it.
struct TallyBasis: Sendable, Equatable {
  var month: Month
  /// The currency that amounts were turned into.
  var currency: String
  /// In the order of the tallies.
  var scorers: [ScorerBasis]

  struct ScorerBasis: Sendable, Equatable {
    var id: String
    var version: Int
    /// Of the window.
    var months: Int
    /// By setting, in a spelling that says the same for the same value.
    var settings: [String: String]
  }
}

extension TallyBasis.ScorerBasis {
  init(_ scorer: any Scorer, _ window: Window) {
    id = type(of: scorer).id
    version = type(of: scorer).version
    months = window.months
    settings = Dictionary(uniqueKeysWithValues: scorer.settings.map { ($0.id, $0.value.canonicalText) })
  }
}
