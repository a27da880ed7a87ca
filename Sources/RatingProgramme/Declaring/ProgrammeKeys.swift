import ScorerKit

/// The keys at the top of a programme, in the order in which messages name them.
enum ProgrammeKeys {
  /// Where a programme says nothing.
  static let standard = Programme.standard(scorers: [])

  static let programme = Key<String>(
    "programme", "The programme's name, which stands on every report card.", .text("a name", atMost: 100),
    standard: standard.name)
  static let version = Key<Int64>(
    "version", "The programme's version. Raise it with every change that guilds should know of.",
    .whole(1...1_000_000_000), standard: standard.version)
  static let currency = Key<String>(
    "currency", "The currency that amounts are in (ISO 4217). Amounts in others are converted to it.", .currency,
    standard: standard.currency)
  static let window = Key<Int64>(
    "window",
    "How many months each scorer looks at, the rated month being the last. A scorer may have a window of its own.",
    .months(1...240), standard: Int64(standard.window))
  static let peers = Branch("peers", "Whom a guild is compared with.", .section(PeersKeys.all))
  static let data = Branch("data", "How bad the tables may be.", .section(DataKeys.all))
  static let scorers = Branch(
    "scorers",
    "What is rated, scorer by scorer: at least one. A scorer without a value has all its defaults. Weights are relative to each other: all scorers have one, or none.",
    .reference("scorers"), isNeeded: true)
  static let combine = Key<Programme.Mean>(
    "combine",
    "How the scorers' points make one score. A geometric mean, and more so a harmonic one, lets a bad subject count for more.",
    .choice, standard: standard.combine)
  static let missing = Key<Programme.Missing>(
    "missing",
    "What a scorer without data does: its weight goes to the others (reweight), it gets the peers' median points (neutral), or the guild is unrated.",
    .choice, standard: standard.missing)
  static let evidence = Branch(
    "evidence", "The least evidence for a rating that is not provisional, and how to deal with what rests on little.",
    .section(EvidenceKeys.all))
  static let contest = Branch(
    "contest", "What a report card says of contesting it.", .section(ContestKeys.all),
    examples: "{ how: Write to guilds@example.com., within: 7d }")
  static let movement = Branch(
    "movement",
    "How tiers follow what the months earn, so that they do not jitter at a threshold. It goes by the months in the ledger.",
    .section(MovementKeys.all),
    examples: "{ promote_after: 2 months, demote_after: 2 months, at_most: 1 tier, grace: 3 months }")
  static let publication = Branch(
    "publication", "How a month becomes final, and how it is appealed against then.",
    .section(
      PublicationKeys.all,
      [
        .goesWith(PublicationKeys.decideWithin.name, PublicationKeys.appeals.name),
        .goesWith(PublicationKeys.appealsTo.name, PublicationKeys.appeals.name),
      ]),
    examples: "{ corrections: 7d, appeals: 30d, decide_within: 14d }")

  static let all: [any DeclaredKey] = [
    programme, version, currency, window, peers, data, scorers, combine, missing, evidence, TierKeys.tiers,
    GateKeys.gates, IncentiveKeys.incentives, contest, ScoreKeys.scale, ScoreKeys.rounding, ScoreKeys.adjustments,
    ScoreKeys.consistencyBonus, movement, publication, ExemptionKeys.exemptions,
  ]
}

/// Below `peers`.
enum PeersKeys {
  static let groupBy = WordsKey(
    "group_by",
    "Columns of the table guilds: guilds alike in all of them are peers. With none, everyone is everyone's peer.",
    .text("a column of `guilds`", atMost: 100), standard: ProgrammeKeys.standard.peers.groupBy, example: "[region]")
  static let atLeast = Key<Int64>(
    "at_least", "A group of fewer guilds than this is compared with everyone.", .whole(1...1_000_000),
    standard: Int64(ProgrammeKeys.standard.peers.atLeast))
  static let band = Spelling<Int64>.whole(1...1_000_000_000)
  static let mostBands = 20
  static let sizeBands = Branch(
    "size_bands",
    "Where bands by the number of broadcasters begin, rising: [20, 200] makes under 20, 20 to 199, and 200 or more. They divide the groups further.",
    .either([
      .scalar(band.form, band.expectation), .list(of: .scalar(band.form, band.expectation), 1...mostBands),
    ]),
    examples: "[20, 200]")
  static let all: [any DeclaredKey] = [groupBy, atLeast, sizeBands]
}

/// Below `data`.
enum DataKeys {
  static let tolerate = Key<Int64>(
    "tolerate", "The run stops if more than this share of a table's rows cannot be used.", .percentage(0...1_000_000),
    standard: ProgrammeKeys.standard.data.tolerate)
  static let all: [any DeclaredKey] = [tolerate]
}

/// Below `evidence`.
enum EvidenceKeys {
  static let atLeast = Branch(
    "at_least", "A guild with less is rated, but provisionally.", .section(leastKeys))
  static let shrinkTo = Key<Programme.ShrinkTo>(
    "shrink_to", "What estimates lean on that rest on little: the guild's peers, or nothing.", .choice,
    standard: ProgrammeKeys.standard.evidence.shrinkTo)
  static let confidence = Key<Int64>(
    "confidence", "The confidence of all intervals.", .percentage(500_000...999_000),
    standard: ProgrammeKeys.standard.evidence.confidence)
  static let scoreOn = Key<Programme.ScoreOn>(
    "score_on",
    "Which value earns points: the estimate, or the end of its interval that is worse for the guild (lower_bound).",
    .choice, standard: ProgrammeKeys.standard.evidence.scoreOn)
  static let all: [any DeclaredKey] = [atLeast, shrinkTo, confidence, scoreOn]

  static let broadcasters = Key<Int64>(
    "broadcasters",
    "So many broadcasters with the guild in the window. With 0 no table of memberships is needed.",
    .whole(0...1_000_000_000), standard: ProgrammeKeys.standard.evidence.broadcasters)
  static let scorers = Key<Int64>(
    "scorers",
    "So many scorers with data; at most as many as the programme has. By default 3, or all that have a weight if there are fewer.",
    .whole(0...1_000))
  static let leastKeys: [any DeclaredKey] = [broadcasters, scorers]
}

/// Below `contest`.
enum ContestKeys {
  static let how = Key<String>(
    "how", "To whom a guild writes, and what.",
    .text("a sentence", atMost: 500, examples: "Write to guilds@example.com."), isNeeded: true)
  static let within = Key<Int64>(
    "within",
    "Until so many days after the cards are sent; no more than `publication.corrections`, where there are such days.",
    .days(1...365))
  static let all: [any DeclaredKey] = [how, within]
}

/// Below `movement`.
enum MovementKeys {
  private static let standard = Programme.Movement()
  private static let months = Spelling<Int64>.months(1...Int64(Programme.Movement.longest))

  static let promoteAfter = Key<Int64>(
    "promote_after", "So many months in a row, this one included, must earn a better tier.", months,
    standard: Int64(standard.promoteAfter))
  static let demoteAfter = Key<Int64>(
    "demote_after", "So many months in a row, this one included, must earn a worse tier.", months,
    standard: Int64(standard.demoteAfter))
  static let atMost = Key<Int64>(
    "at_most", "How many tiers one month moves a guild at most, immediate gates apart; without it, any number.", .tiers)
  static let cushion = Key<Int64>(
    "cushion",
    "A score counts as better only if it is past the threshold by so many points, and as worse only if it is below by more; without it, by any.",
    on: Spelling.points(upTo:))
  static let grace = Key<Int64>(
    "grace", "For so many months from its onboarding on a guild is not demoted, immediate gates apart.",
    .months(1...120))
  static let thresholdStep = Key<Int64>(
    "threshold_step",
    "How many points a threshold found by clustering may lie from last month's; without it, any number. It goes with tiers by clusters.",
    on: Spelling.points(upTo:))
  static let all: [any DeclaredKey] = [promoteAfter, demoteAfter, atMost, cushion, grace, thresholdStep]
}

/// Below `publication`.
enum PublicationKeys {
  static let corrections = Key<Int64>(
    "corrections",
    "For so many days after a provisional publication corrections may be asked for; before that a month can't become final.",
    .days(1...365))
  static let appeals = Key<Int64>(
    "appeals",
    "For so many days after a final publication a guild may appeal against its rating; without it nobody can.",
    .days(1...365))
  static let decideWithin = Key<Int64>(
    "decide_within", "So many days after its opening an appeal is to be decided. It goes with `appeals`.",
    .days(1...365))
  static let appealsTo = Key<String>(
    "appeals_to", "Who decides, and where an appeal goes to. It goes with `appeals`.",
    .text("who decides", atMost: 200, examples: "Guild standards board"))
  static let all: [any DeclaredKey] = [corrections, appeals, decideWithin, appealsTo]
}
