import RatingRecord
import ScorerKit

/// What a sensitivity analysis says in words, for every format alike.
struct SensitivityStory {
  let result: Sensitivity

  private var overall: Sensitivity.Overall { result.overall }
  private var variants: String { counted(Int64(result.design.variants), "variant") }

  /// How many guilds keep their tier, as a heading, where there is anything to keep.
  var heading: String {
    if result.hasNoEvents { return "\(result.month.title): no event of any table is dated in it" }
    return overall.guilds == 0
      ? "\(result.month.title): no guild is rated" : "\(countText(overall.steady)) of \(steadyText)"
  }

  /// Whether figures mean anything.
  var isTelling: Bool { overall.guilds > 0 && !result.hasNoEvents }

  /// Why figures mean nothing, where the tables are silent.
  var noEvents: String? {
    result.hasNoEvents
      ? "No event of any table is dated in \(result.month.title); is the export complete? What the programme and its variants make of such a month says nothing of the guilds, nor of the choices."
      : nil
  }

  private var steadyText: String {
    "\(counted(Int64(overall.guilds), "guild")) keep their tier in \(often) variants"
  }

  private var often: String { "at least \(confidenceText(Sensitivity.Overall.steadyShare))" }

  /// The first lines: the guilds' work, the choices' part, and the choice that matters most.
  var summary: [String] {
    guard !result.hasNoEvents else { return [] }
    guard overall.guilds > 0 else {
      return [
        "Neither the programme nor any of \(variants) rates a guild, so there is nothing that choices could change."
      ]
    }
    return [
      "The month was rated by \(variants) of the programme, whose choices were varied within the ranges below: \(countText(overall.steady)) of \(steadyText).",
      share, changes, most,
    ].compactMap(\.self)
  }

  private var share: String? {
    overall.guildShare.map { share in
      "\(partText(share)) of all differences in rank are between the guilds, whatever is chosen; \(partText(1 - share)) come of the choices."
    }
  }

  private var changes: String {
    let (ranks, tiers) = (overall.rankChange, overall.tierChange)
    guard ranks.high > 0 || tiers.high > 0 else { return "Hardly any variant changes a rank or a tier." }
    return
      "The middle variant moves a guild by \(placesText(ranks.median)) on average (\(middle) variants: \(rangeText(ranks.low, ranks.high, .number))); ordered by tiers that change, the middle one gives \(percents(tiers.median)) of the guilds another tier (\(rangeText(tiers.low, tiers.high, .share)))."
  }

  private var middle: String { confidenceText(1 - 2 * result.design.tail) }

  private var most: String? {
    guard result.design.hasEnoughRows else {
      let noun = result.design.by == .choice ? "choice" : "kind of choice"
      return "Which \(noun) matters most can't be told by so few: it takes \(enough)\(fewerByKind)."
    }
    guard let most = effects.first, let total = most.ranks?.total else {
      return "No variant differs from another in how much it changes ranks, so no choice can be said to matter."
    }
    let noun = result.design.by == .choice ? "choice" : "kind of choice"
    let interval = total.interval.map { " (\(intervalText($0)))" } ?? ""
    return
      "The \(noun) that matters most is “\(visible(most.name))”: \(indexText(total.value))\(interval) of what changes ranks has to do with it."
  }

  /// Those that matter most for ranks first.
  var effects: [Sensitivity.Effect] {
    func total(_ effect: Sensitivity.Effect) -> Double { effect.ranks?.total.value ?? -.infinity }
    return result.effects.enumerated().sorted {
      (-total($0.element), $0.offset) < (-total($1.element), $1.offset)
    }.map(\.element)
  }

  /// So many that indices may be told apart.
  private var enough: String {
    "\(countText(result.design.fewestVariants)) variants, which are \(Sensitivity.Design.fewestRows) pairs of drawn programmes"
  }

  private var fewerByKind: String { result.design.by == .choice ? ", or fewer by kind" : "" }

  /// How far indices can be trusted, where that is not far.
  var caution: String? {
    guard result.design.hasEnoughRows else {
      return result.effects.contains { $0.ranks != nil }
        ? "These shares are guesses without intervals, as they rest on \(counted(Int64(result.design.rows), "pair")) of drawn programmes. With fewer than \(Sensitivity.Design.fewestRows) the standard error of a share in all is above a third of it: it takes \(countText(result.design.fewestVariants)) variants\(fewerByKind)."
        : nil
    }
    let widths = result.effects.compactMap { $0.ranks?.total.interval }.map { $0.upperBound - $0.lowerBound }
    let isUnknown = result.effects.contains { $0.ranks != nil && $0.ranks?.total.interval == nil }
    guard isUnknown || widths.contains(where: { $0 > 0.2 }) else { return nil }
    let way = result.design.by == .choice ? ", or ask by kind, which takes fewer" : ""
    return
      "These shares are rough, as they rest on \(counted(Int64(result.design.rows), "pair")) of drawn programmes: order the choices by them, and for sharper figures rate more variants\(way)."
  }

  var unratedNote: String? {
    let sometimes = result.guilds.count { $0.notRated > 0 && $0.notRated < 1 }
    let never = overall.neverRated
    let notes = [
      sometimes > 0
        ? "A guild that a variant does not rate counts there as the last of all; that befalls \(counted(Int64(sometimes), "guild"))."
        : nil,
      never > 0
        ? "\(counted(Int64(never), "guild")) that neither the programme nor any variant rates \(never == 1 ? "is" : "are") left out."
        : nil,
    ].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  /// Those whose tier hangs most on the choices first; none whose tier never changes.
  var unsettled: [Sensitivity.Guild] {
    result.guilds.filter { $0.flips > 0 }.sorted {
      (-$0.flips, $0.rank ?? .max, $0.guildID) < (-$1.flips, $1.rank ?? .max, $1.guildID)
    }
  }

  /// `Gold 61 %, Silver 39 %`: the tiers over the variants, the most frequent first.
  func tiers(of guild: Sensitivity.Guild) -> String {
    let shares = zip(result.programme.tiers.map { visible($0) }, guild.tierShares) + [("not rated", guild.notRated)]
    return shares.enumerated().filter { $0.element.1 > 0 }
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
      .map { "\($0.element.0) \(percents($0.element.1))" }.joined(separator: ", ")
  }

  /// Things that were not done, by the reason.
  static func grouped(_ omissions: [Sensitivity.Omission]) -> [(reason: String, names: [String])] {
    var groups: [(reason: String, names: [String])] = []
    for omission in omissions {
      if let place = groups.firstIndex(where: { $0.reason == omission.reason }) {
        groups[place].names.append(omission.name)
      } else {
        groups.append((omission.reason, [omission.name]))
      }
    }
    return groups
  }
}

/// `4.2 places`.
func placesText(_ places: Double) -> String {
  let text = decimal(places, places: places < 100 ? 1 : 0)
  return "\(text)\u{A0}place\(text == "1.0" ? "" : "s")"
}

/// A Sobol index in whole per cents, kept between nothing and all: chance may have an estimate beyond either.
func indexText(_ index: Double) -> String { wholePercents(index) + "\u{A0}%" }

func intervalText(_ interval: ClosedRange<Double>) -> String { intervalFigures(interval) + "\u{A0}%" }

/// The same without the sign.
func intervalFigures(_ interval: ClosedRange<Double>) -> String {
  let (low, high) = (wholePercents(interval.lowerBound), wholePercents(interval.upperBound))
  return low == high ? low : "\(low)–\(high)"
}

private func wholePercents(_ index: Double) -> String { decimal(min(1, max(0, index)) * 100, places: 0) }

/// A share of variants, none only where there is none.
func percents(_ share: Double) -> String {
  share == 0 ? "0\u{A0}%" : share == 1 ? "100\u{A0}%" : partText(share)
}

extension Sensitivity.Guild {
  var title: String { name.map { visibleName($0.description) } ?? visibleName(guildID.description) }
  var idAndName: String {
    let id = visibleName(guildID.description)
    return name.map { "\(id) \(visibleName($0.description))" } ?? id
  }
}

extension Sensitivity.Shift {
  var guild: String {
    let id = visibleName(guildID.description)
    return name.map { "\(id) \(visibleName($0.description))" } ?? id
  }
}

extension Sensitivity.Ranks {
  var text: String { low == high ? countText(low) : "\(countText(low))–\(countText(high))" }
}
