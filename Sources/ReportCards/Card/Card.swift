import RatingRecord
import ScorerKit

/// A report card in words and numbers ready to print: what HTML, Markdown and the terminal all say.
///
/// Whatever may not be disclosed is gone before it is made, and every text of the record in it is `visible`.
/// No format adds a fact of its own; each only escapes, arranges and draws.
struct Card {
  var guild: String
  var guildID: String
  var month: String
  var programme: String
  /// How far the month has come; `nil` for a draft that no ledger has any part in.
  var publication: String?
  var verdict: [[Phrase]]
  /// `nil` where the guild is unrated.
  var standing: Standing?
  /// `nil` where the programme has no movement.
  var movement: MovementPart?
  /// `nil` where no earlier month is known.
  var trend: TrendPart?
  var remarks: [String]
  var parts: [ScorerPart]
  /// What the scorers' points do not explain: consistency and adjustments, a line each.
  var reckoning: [String]
  /// `30.1 + 22.4 + 25.9 = 78.4`, or `3.538 + 0.4 − 0.037 = 3.901, rounded to 4`; `nil` where there is no score, or its arithmetic would disclose.
  var sum: String?
  /// Said in place of the sum where it has to be withheld.
  var withheldSum: String?
  /// `nil` where there is nothing to be compared with.
  var apart: Apart?
  /// How to read what the measures say of chance; `nil` where they say nothing of it.
  var evidenceNote: String?
  /// How to read the measures' trends; `nil` where there are none.
  var traceNote: String?
  var improvements: [Advice]
  var next: NextStep?
  var gates: [GateLine]
  var incentives: IncentivePart?
  var reasons: [ReasonPart]
  /// `nil` where none took out any row.
  var exemptions: ExemptionPart?
  /// `nil` where none is about the guild.
  var corrections: CorrectionPart?
  var provenance: [Fact]

  /// A stretch of a sentence; strong ones carry the verdict.
  struct Phrase: Equatable {
    var text: String
    var isStrong = false
    /// A guild's name, which may run from right to left.
    var isName = false
    /// Part of the sentence, but not of its headline.
    var isAside = false
  }

  /// A label and what it says.
  struct Fact: Equatable {
    var label: String
    var lines: [String]
  }

  /// The score on its scale.
  struct Standing {
    var score: Double
    var scoreText: String
    var scale: ProgrammeSummary.Scale
    var tier: String
    /// Only where something tells.
    var interval: Interval?
    /// `The score is between 71.6 and 83.0, 9 in 10 sure.`
    var likely: String?
    /// Best first; empty where there is no more than one to name.
    var odds: [Odds]
    var oddsTitle: String
    /// What else is to say of chances; `nil` where the verdict has said it.
    var chances: String?
    /// Worst first, each up to where the next begins.
    var steps: [Step]
    /// What is missing to the next tier and how far the score is above the start of its own.
    var distances: [String]

    struct Step: Equatable {
      var name: String
      var from: Double
      var to: Double
      var isReached: Bool
    }

    var alternative: String {
      let tiers = steps.reversed().map { "\($0.name) from \(trimmed($0.from, places: 2))" }
      return "Score \(scoreText) on a scale from \(scale.fromText) to \(scale.toText): \(listed(tiers)). "
        + ([likely].compactMap { $0 } + distances).joined(separator: " ")
    }

    /// Where a score lies between the scale's ends, 0…1.
    func place(of score: Double) -> Double { scale.place(of: score) }
  }

  /// How the tier came out of what the month earns and the tier it had.
  struct MovementPart: Equatable {
    /// `Gold: held.`
    var outcome: String
    /// `The score alone earns Silver. In September 2026 it was Gold. …`
    var account: String
    /// What next month needs, a sentence each.
    var next: [String]
    /// The programme's rules.
    var rules: String?
  }

  /// The scores of the months before and of this one.
  struct TrendPart: Equatable {
    /// Oldest first, this month last.
    var months: [Month]
    /// Which tier it had when.
    var tiers: String
    /// What has changed, and what did it; empty where nothing can be compared.
    var change: [String]
    /// The thresholds among the scores that are drawn.
    var lines: [Line]
    /// From and to what scores are drawn.
    var low: Double
    var high: Double

    struct Month: Equatable {
      /// `October 2026`
      var title: String
      /// `Oct`
      var label: String
      var score: Double?
      var scoreText: String
      var interval: Interval?
      var tier: String?
    }

    struct Line: Equatable {
      var tier: String
      var from: Double
    }
  }

  /// A measure's values in the months before and in this one.
  struct Trace: Equatable {
    /// 0…1, the better the higher; `nil` for a gap.
    var heights: [Double?]
    /// `improved since September 2026`; `nil` where chance may have done it.
    var verdict: String?
    /// Says the same in words.
    var alternative: String
  }

  /// How likely a tier is.
  struct Odds: Equatable {
    var tier: String
    /// `about 7 in 10`
    var chance: String
    var probability: Double
    var isOwn: Bool

    /// `Gold about 7 in 10`
    var text: String { "\(tier) \(chance)" }
  }

  /// The measures that helped and hurt the score most, next to its peers.
  struct Apart: Equatable {
    /// What helped, then what hurt, the most first.
    var rows: [Row]
    /// `A guild at its peers’ median in every measure would score 72.92; these and the others come to +7.48, which makes 80.40.`
    var sum: String
    /// Said where there are no rows.
    var note: String?

    struct Row: Equatable {
      var title: String
      /// Whose measure it is.
      var scorer: String
      /// `+3.3`
      var effect: String
      /// Of the largest, −1…1: for the bar.
      var length: Double
    }
  }

  /// What one scorer brought, and its measures.
  struct ScorerPart {
    var id: String
    var title: String
    var summary: String
    var window: String
    /// Points of the overall score.
    var earned: Double?
    var possible: Double
    var earnedText: String
    var possibleText: String
    /// The peers' median on the same scale.
    var peers: Double?
    var note: String?
    var measures: [MeasureLine]
  }

  /// A measure's row.
  struct MeasureLine {
    var title: String
    /// `Higher is better · weight 50 %`
    var role: String
    var value: String
    var sample: String?
    /// Where the truth is likely to lie: `81–95 %`.
    var likely: String?
    /// What of the estimate comes from the peers, and what is scored.
    var leaning: String?
    var target: String?
    var peerMedian: String?
    var points: String?
    /// `nil` where there is nothing to place.
    var strip: Strip?
    /// `nil` where no earlier month is known.
    var trace: Trace?
    /// Why there is no value, or what else is to know about it.
    var note: String?
    /// Whether there is a value, shown or withheld.
    var isKnown: Bool
  }

  struct Advice: Equatable {
    var act: String
    /// `+3.2 points, enough for Platinum`
    var gain: String
    var detail: String
    var playbook: String?
  }

  struct NextStep: Equatable {
    var title: String
    var summary: String
    var acts: [Advice]
    var remarks: [String]
  }

  struct GateLine: Equatable {
    var name: String
    var outcome: String
    var hasFired: Bool
    var reason: String?
    var conditions: [String]
  }

  struct IncentivePart: Equatable {
    var lines: [Line]
    var total: String
    var budget: String?

    struct Line: Equatable {
      var title: String
      /// `3 % × USD 412,000 = USD 12,360`
      var arithmetic: String
      var granted: String?
      /// Otherwise the arithmetic says why not.
      var isGranted: Bool
    }
  }

  struct ReasonPart: Equatable {
    var title: String
    /// What the shares are: the measure's own title.
    var shareTitle: String
    var rows: [Row]
    var note: String?

    struct Row: Equatable {
      var reason: String
      var count: String
      var share: String
      /// Of the most frequent, 0…1: for the bar.
      var length: Double
    }
  }
}
