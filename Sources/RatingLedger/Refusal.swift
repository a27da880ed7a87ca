import RatingRecord
import ScorerKit

/// Why a month can't be published so, or not yet.
public enum Refusal: Error, Equatable, CustomStringConvertible {
  /// The day lies before the month's end.
  case monthNotOver(Month)
  case laterMonth(Month, later: Month)
  case earlierProvisional(Month)
  /// Published for good, and the same inputs and programme no longer give it.
  case finalDiffers(Month, Differences)
  case alreadyFinal(Month)
  /// The programme gives days for corrections, which begin with a provisional publication.
  case notProvisional(Month)
  case correctionsOpen(Month, until: Day)
  case backdated(latest: Day)

  public var description: String {
    switch self {
    case .monthNotOver(let month):
      "\(month) is not over on that day; give --on \(Day(ordinal: month.adding(1).firstDay)) or later"
    case .laterMonth(let month, let later):
      "\(month) can't be published any more: \(later) is, and rests on what was published before it"
    case .earlierProvisional(let month): "\(month) is only provisional; publish it --final first"
    case .finalDiffers(let month, let differences):
      "\(month) is published for good, and this is not it: \(differences); nothing was changed"
    case .alreadyFinal(let month): "\(month) is published for good; it can't be provisional any more"
    case .notProvisional(let month):
      "\(month) can't be final yet: the programme gives days for corrections, which begin when it is published --provisional"
    case .correctionsOpen(let month, let until):
      "\(month) can't be final yet: corrections may be asked for until \(until); publish it --final from \(until.adding(1))"
    case .backdated(let latest):
      "the ledger's last publication is of \(latest); give --on that day or a later one"
    }
  }
}

/// What two results of a month do not have in common.
public struct Differences: Sendable, Equatable, CustomStringConvertible {
  /// How many guilds are not the same in both.
  public var guilds: Int
  /// How many of them have another tier.
  public var tiers: Int
  /// The first, by id.
  public var first: Identifier?

  public var description: String {
    guard let first else { return "every guild is the same, and what is said of the whole month is not" }
    let others = guilds == 1 ? "1 guild is another" : "\(guilds) guilds are others"
    return "\(others), \(tiers) in \(tiers == 1 ? "its" : "their") tier; the first is \(visible(first.description))"
  }
}
