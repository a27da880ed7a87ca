import RatingRecord
import ScorerKit

extension Card {
  init(of rating: GuildRating, in record: RatingRecord, peers: PeerPoints) {
    guild = rating.title
    guildID = visibleName(rating.guildID.description)
    month = record.month.title
    programme = visible(record.programme.name)
    publication = record.standingText(of: rating)
    verdict = Verdict(guild: rating, record: record, peers: peers).sentences
    standing = Standing(of: rating, in: record)
    movement = rating.movement.map { MovementPart($0, guild: rating, record: record) }
    remarks = [rating.revisionText(in: record)].compactMap { $0 } + rating.remarks
    let showsPoints = Disclosure.showsPoints(of: rating, peers: peers)
    trend = TrendPart(of: rating, in: record, showsPoints: showsPoints)
    let contributions = rating.scorers.compactMap(\.contribution)
    let places =
      rating.unrounded.map { placesOfReckoning(contributions + rating.extras, total: $0) }
      ?? placesOfSum(contributions, total: rating.score ?? 0)
    let parting = ScorerParting(guild: rating, record: record, peers: peers, places: places, showsPoints: showsPoints)
    parts = rating.scorers.map(parting.part)
    apart = Apart(of: rating, in: record, showsPoints: showsPoints)
    evidenceNote = parting.evidenceNote(of: parts)
    traceNote = parting.traceNote(of: parts)
    reckoning = rating.reckoningLines(showsConsistency: showsPoints)
    if let score = rating.score, !contributions.isEmpty {
      if showsPoints {
        sum = rating.sumText(of: score, contributions, places: places, on: record.programme)
      } else {
        withheldSum =
          "The points of each scorer are not shown: one stands at the median of fewer than \(Disclosure.fewest) guilds."
      }
    }
    improvements = rating.improvements.filter { Disclosure.shows($0, guild: rating) }
      .map { Advice($0, record: record) }
    next = rating.nextTier.map { next in
      rating.movement.map { NextStep(next, $0, guild: rating, record: record) }
        ?? NextStep(next, guild: rating, record: record)
    }
    gates = rating.gates.map { GateLine($0, guild: rating, record: record) }
    incentives = rating.incentives.flatMap { IncentivePart($0, record: record) }
    reasons = rating.scorers.flatMap { ReasonPart.parts(of: $0, in: record) }
    exemptions = ExemptionPart(of: rating, in: record)
    corrections = CorrectionPart(of: rating, in: record)
    provenance = Provenance(guild: rating, record: record).facts
  }
}

extension GuildRating {
  /// What is to be read with care, and a coin toss that the verdict could not put into words.
  fileprivate var remarks: [String] {
    flags.compactMap { flag in
      switch flag.kind {
      case .thin: "To be read with care: \(sentence(flag.reason))"
      case .coinToss: toss == nil ? sentence(flag.reason) : nil
      // The verdict says it, where the record has the change.
      case .improved, .declined: trend?.change?.verdict == nil ? sentence(flag.reason) : nil
      case .provisional, .unrated: nil
      }
    }
  }
}

extension Card.Standing {
  /// `nil` where there is no score.
  init?(of guild: GuildRating, in record: RatingRecord) {
    guard let score = guild.score else { return nil }
    self.score = score
    let certainty = Certainty(of: guild, in: record)
    interval = guild.knownInterval
    likely = certainty?.sentence
    odds = certainty?.odds ?? []
    oddsTitle = certainty?.oddsTitle ?? ""
    chances = certainty?.chances
    scoreText = trimmed(score, places: 2)
    scale = record.programme.scale
    let rounding = ScoreRounding(of: guild, score: score, in: record.programme)
    tier = visible(guild.tier ?? "no tier")
    let ascending = Array(record.programme.tiers.reversed())
    steps = ascending.enumerated().map { i, step in
      Step(
        name: visible(step.name), from: step.from,
        to: i + 1 < ascending.count ? ascending[i + 1].from : record.programme.scale.to,
        isReached: hundredths(score) >= hundredths(step.from))
    }
    distances = []
    guard let reached = steps.lastIndex(where: \.isReached) else { return }
    let capped = guild.tier != nil && steps[reached].name != tier
    if let movement = guild.movement {
      distances.append("The score alone earns \(visible(movement.scored)).")
    } else if capped {
      distances.append("The score alone would be \(steps[reached].name).")
    }
    if reached + 1 < steps.count {
      let next = steps[reached + 1]
      distances.append(
        "\(points(rounding.missing(to: next.from))) short of \(next.name), which starts at \(rounding.start(next.from))."
      )
    } else if !capped {
      distances.append("\(steps[reached].name) is the best tier.")
    }
    if reached > 0 {
      let above = points(-rounding.missing(to: steps[reached].from))
      let before = rounding.step > 0 ? " before rounding" : ""
      distances.append("\(above) above the start of \(steps[reached].name)\(before).")
    } else {
      distances.append("\(steps[reached].name) is the lowest tier.")
    }
  }
}

/// `6.6 points`, exact to the hundredth that scores are made of.
func points(_ value: Double) -> String {
  let text = trimmed(Double(hundredths(value)) / 100, places: 2)
  return text + "\u{A0}point" + (text == "1" ? "" : "s")
}

extension Card.GateLine {
  init(_ gate: GateResult, guild: GuildRating, record: RatingRecord) {
    name = visible(gate.name)
    hasFired = gate.fired == true
    let cap = visible(gate.cap)
    outcome =
      switch gate.fired {
      case true? where gate.lowered && guild.isHeld: "Fired: caps what the month earns at \(cap)"
      case true?: gate.lowered ? "Fired: caps the tier at \(cap)" : "Fired, but did not lower the tier (cap: \(cap))"
      case false?: "Did not fire"
      case nil: "No data to tell"
      }
    reason = gate.fired == true ? gate.reason.map(sentence) : nil
    conditions = gate.conditions.map { condition in
      let summary = record.summary(of: condition.scorer, condition.measure)
      let title = summary.map { visible($0.title) } ?? words(condition.measure)
      let unit = summary?.unit ?? .number
      let value = Disclosure.value(of: condition, guild: guild, record: record)
      let sure = condition.sure.map { confidenceText($0) + " sure" }
      let compared = Disclosure.compared(of: condition, guild: guild, record: record)
      let end = condition.comparison == "below" ? "at most" : "at least"
      let known = zip(sure, compared).map { ", and \($0) of \(end) \(valueText($1, unit))" }
      return "\(title) \(visible(condition.comparison)) \(limitText(condition.limit, unit))"
        + (sure.map { ", which has to be \($0)" } ?? "")
        + (value.map { "; here \(valueText($0, unit))" + (known ?? "") } ?? "")
    }
  }
}
