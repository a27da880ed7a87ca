import Mustache
import RatingRecord
import ScorerKit

/// The operator's desk: `index.html`. For the platform only: it names every guild and links to its card.
public func indexHTML(_ record: RatingRecord) -> String {
  Templates.library.render(IndexPage(record), withTemplate: "index") ?? ""
}

/// What the index's template reads. Texts for sorting are numbers written without locale.
struct IndexPage {
  let month: String
  let programme: String
  let version: String
  let status: String
  let rated: String
  let guilds: String
  let summary: String
  let tiers: [TierRow]
  let decisions: [DecisionView]
  let hasDecisions: Bool
  let groups: [Group]
  let scorers: [String]
  let rows: [GuildRow]
  let incentives: IncentiveView?
  let coverage: [CoverageRow]
  let inputs: [InputRow]
  let tool: String
  let digest: String

  struct TierRow {
    let name: String
    let from: String?
    let bar: String
    let guilds: String
  }

  /// A matter and the guilds it is about; those after the first few are folded away.
  struct DecisionView {
    let title: String
    let reason: String?
    let first: [Link]
    let rest: [Link]
    /// `and 108 more`.
    let more: String

    struct Link {
      let name: String
      let address: String
      /// `, ` after all but the last.
      let separator: String
    }
  }

  struct Group {
    let key: String
    let name: String
  }

  struct IncentiveView {
    let budget: String
    let earned: String
    let granted: String
    let rule: String
  }

  struct CoverageRow {
    let name: String
    let about: String
    let bar: String
    let guilds: String
  }

  struct InputRow {
    let table: String
    let rows: String
    let bad: String
    let share: String
    let causes: String?
  }
}

extension IndexPage {
  init(_ record: RatingRecord) {
    let ranked = record.ranked
    month = record.month.title
    programme = visible(record.programme.name)
    version = String(record.programme.version)
    status = record.status.rawValue
    let ratedCount = record.guilds.count { $0.score != nil }
    rated = decimal(Double(ratedCount), places: 0)
    guilds = decimal(Double(record.guilds.count), places: 0)
    summary = IndexPage.summary(of: record)
    let distribution = record.distribution
    let most = distribution.map(\.guilds).max() ?? 0
    tiers = distribution.enumerated().map { i, entry in
      TierRow(
        name: entry.tier,
        from: i < record.programme.tiers.count ? "from \(trimmed(record.programme.tiers[i].from, places: 2))" : nil,
        bar: Drawings.share(most > 0 ? Double(entry.guilds) / Double(most) : 0),
        guilds: decimal(Double(entry.guilds), places: 0))
    }
    decisions = record.decisions.map(DecisionView.init)
    hasDecisions = !decisions.isEmpty
    let names = Set(record.guilds.map { groupText($0.peerGroup) }).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let keys = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, String($0)) })
    groups = names.map { Group(key: keys[$0] ?? "", name: $0) }
    scorers = record.coverage.map { visible($0.title) }
    rows = ranked.enumerated().map { i, guild in
      GuildRow(guild, order: i, group: keys[groupText(guild.peerGroup)] ?? "", record: record)
    }
    let currency = record.programme.currency
    incentives = record.incentives.map {
      IncentiveView(
        budget: $0.budget.map { moneyText($0, currency) } ?? "none", earned: moneyText($0.earned, currency),
        granted: moneyText($0.granted, currency), rule: sentence($0.rule))
    }
    coverage = record.coverage.map { CoverageRow($0, guilds: record.guilds.count) }
    inputs = record.inputs.map(InputRow.init)
    tool = "\(visible(record.tool.name)) \(visible(record.tool.version))"
    digest = visible(record.programme.digest)
  }

  private static func summary(of record: RatingRecord) -> String {
    func count(_ isIncluded: (GuildRating) -> Bool) -> Int64 { Int64(record.guilds.count(where: isIncluded)) }
    let capped = count { $0.gates.contains(where: \.lowered) }
    let provisional = count { $0.score != nil && $0.has(.provisional) }
    let unrated = count { $0.score == nil }
    let period = periodText(record.window)
    return "Window: \(period). Lowered by a gate: \(capped). Provisional: \(provisional). Not rated: \(unrated)."
  }
}

extension IndexPage.DecisionView {
  private static let atFirst = 12

  init(_ decision: Decision) {
    title = decision.title
    reason = decision.reason
    // No fold for one or two.
    let count =
      decision.guilds.count <= IndexPage.DecisionView.atFirst + 2
      ? decision.guilds.count : IndexPage.DecisionView.atFirst
    first = IndexPage.DecisionView.links(decision.guilds.prefix(count))
    rest = IndexPage.DecisionView.links(decision.guilds.dropFirst(count))
    more = "and \(decimal(Double(rest.count), places: 0)) more"
  }

  private static func links(_ guilds: ArraySlice<GuildRating>) -> [Link] {
    guilds.map { guild in
      Link(name: guild.title, address: guild.address, separator: guild.guildID == guilds.last?.guildID ? "" : ", ")
    }
  }
}

extension IndexPage.CoverageRow {
  init(_ scorer: ScorerCoverage, guilds: Int) {
    name = visible(scorer.title)
    let why = scorer.noData.map { " · no data: \(visible($0))" } ?? ""
    about = "weight \(trimmed(scorer.weight * 100, places: 1))\u{A0}% · \(periodText(scorer.window))\(why)"
    bar = Drawings.share(guilds > 0 ? Double(scorer.guildsWithData) / Double(guilds) : 0)
    self.guilds = "\(decimal(Double(scorer.guildsWithData), places: 0)) of \(decimal(Double(guilds), places: 0))"
  }
}

extension IndexPage.InputRow {
  init(_ input: Input) {
    table = visible(input.table)
    guard let total = input.rows else {
      (rows, bad, share, causes) = ("absent", "–", "–", nil)
      return
    }
    let count = input.badRows.reduce(0) { $0 + $1.count }
    rows = decimal(Double(total), places: 0)
    bad = decimal(Double(count), places: 0)
    share = total > 0 ? percentText(Double(count) / Double(total)) : "–"
    causes = count > 0 ? input.badRows.map { "\(visible($0.cause)) (\($0.count))" }.joined(separator: ", ") : nil
  }
}

extension GuildRating {
  /// Of its card, from the index.
  var address: String { "guilds/\(linkAddress(fileName(for: guildID))).html" }
}
