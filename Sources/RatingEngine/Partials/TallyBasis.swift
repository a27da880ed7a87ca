import RatingRecord
import ScorerKit

/// What tallies rest on besides the rows: those made on the same basis can be merged, and rated by any programme that asks
/// for it. Weights, curves, tiers and gates are no part of it.
struct TallyBasis: Sendable, Equatable, Codable {
  /// Months since January of the year 0.
  var month: Int64
  /// The currency that amounts were turned into.
  var currency: String
  /// In the order of the tallies.
  var scorers: [ScorerBasis]
  /// Of the corrections that were applied to the rows; `nil`: none.
  var corrections: String?

  struct ScorerBasis: Sendable, Equatable, Codable {
    var id: String
    var version: Int
    /// Of the window.
    var months: Int
    var settings: [SettingBasis]
  }

  struct SettingBasis: Sendable, Equatable, Codable {
    var id: String
    /// The same text for the same value, and no other.
    var value: String
    /// For people.
    var spelled: String
  }
}

extension TallyBasis.ScorerBasis {
  init(_ scorer: any Scorer, _ window: Window) {
    id = type(of: scorer).id
    version = type(of: scorer).version
    months = window.months
    settings = scorer.settings.map {
      TallyBasis.SettingBasis(id: $0.id, value: $0.value.canonicalText, spelled: $0.spelled)
    }
    if scorer is any DeclaringScorer {
      // Rows of other measures are not in the tallies. What is said of a measure besides its id is no part of it.
      let ids = scorer.measures.map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      settings.append(
        TallyBasis.SettingBasis(
          id: "measures", value: ids.map(\.debugDescription).joined(separator: " "),
          spelled: ids.joined(separator: ", ")))
    }
  }
}

extension TallyBasis.ScorerBasis {
  /// The same, where rows of the scorer's are exempt by these. Their names are part of it, as rows are counted by them.
  func exempting(_ plan: ExemptionPlan) -> TallyBasis.ScorerBasis {
    let texts = plan.bases(of: id)
    guard !texts.isEmpty else { return self }
    var basis = self
    basis.settings.append(
      TallyBasis.SettingBasis(
        id: "exemptions", value: texts.map(\.debugDescription).joined(separator: " "),
        spelled: texts.joined(separator: "; ")))
    return basis
  }
}

extension TallyBasis {
  /// What keeps tallies on this basis from being used where another is wanted, in sentences; none if nothing does.
  ///
  /// - Parameter isWhole: whether the scorers must be the very same; else there may be more of them here.
  func differences(from wanted: TallyBasis, isWhole: Bool) -> [String] {
    var differences: [String] = []
    if month != wanted.month {
      differences.append("the month is \(Month(ordinal: month)) and not \(Month(ordinal: wanted.month))")
    }
    if currency != wanted.currency {
      differences.append("amounts are in \(printable(currency)) and not in \(printable(wanted.currency))")
    }
    for other in wanted.scorers where !scorers.contains(other) {
      if let own = scorers.first(where: { $0.id == other.id }) {
        differences += own.differences(from: other)
      } else {
        differences.append("there is nothing of \(printable(other.id))")
      }
    }
    if isWhole, corrections != wanted.corrections {
      let (own, others) =
        switch (corrections, wanted.corrections) {
        case (nil, _): ("without corrections", "with some")
        case (_, nil): ("with corrections", "without any")
        default: ("with other corrections", "with theirs")
        }
      differences.append("its rows were read \(own), and those of the others \(others)")
    }
    for own in scorers where isWhole && !wanted.scorers.contains(where: { $0.id == own.id }) {
      differences.append("there is \(printable(own.id)) too")
    }
    return differences.enumerated().filter { differences.firstIndex(of: $1) == $0 }.map(\.element)
  }
}

extension TallyBasis.ScorerBasis {
  /// As a programme speaks of it: what the host counts for itself goes by the programme's own window.
  private var name: String {
    TallyPlan.hostScorers.contains { type(of: $0).id == id } ? "the programme" : printable(id)
  }

  fileprivate func differences(from other: TallyBasis.ScorerBasis) -> [String] {
    var differences: [String] = []
    let id = name
    if version != other.version { differences.append("\(id) is of version \(version) and not \(other.version)") }
    if months != other.months {
      differences.append("the window of \(id) is \(months) \(months == 1 ? "month" : "months") and not \(other.months)")
    }
    for setting in other.settings {
      let own = settings.first { $0.id == setting.id }
      if own?.value != setting.value {
        differences.append(
          "\(id).\(setting.id) is \(printable(own?.spelled ?? "not there")) and not \(printable(setting.spelled))")
      }
    }
    for setting in settings where !other.settings.contains(where: { $0.id == setting.id }) {
      differences.append("\(id) has a setting \(printable(setting.id))")
    }
    return differences
  }
}
