import RatingRecord
import ScorerKit

/// Why a guild is rated as it is, on one page: what it is sent when it asks for reasons.
///
/// It is made of what a report card may say, so it discloses no one either.
public struct Statement: Sendable {
  let card: Card
  /// Whether these are the published figures, and what the score alone gives.
  var facts: [Card.Fact]
  /// What was lost most comes first.
  var measures: [Line]
  /// How to read what the measures say of points; `nil` where they say nothing.
  var measuresNote: String?
  /// Corrections that concern the guild, a sentence each.
  var corrections: [String]
  /// Who decides appeals, and until when.
  var appeals: [Card.Fact]
  /// How to check the figures.
  var checks: [Card.Fact]
  /// The programme as it was published, a line each; `nil` where it needs no file.
  var programme: [String]?

  /// What is published of the month, whether these are its figures or not.
  public struct Place: Sendable {
    /// Of the ledger's last entry for the month.
    public var digest: String
    public var publication: Publication
    /// The earlier version that has these figures, where the last one has others.
    public var former: Publication?

    public init(digest: String, publication: Publication, former: Publication? = nil) {
      self.digest = digest
      self.publication = publication
      self.former = former
    }
  }

  /// A measure that is scored.
  struct Line: Equatable {
    var title: String
    var scorer: String
    var value: String
    var sample: String?
    var likely: String?
    /// What of it leans on the peers, and what is scored then.
    var leaning: String?
    var points: String?
    /// Its share of all weights.
    var weight: String
    /// What it brings to the score, and what full points would bring more; `nil` where that is no sum, or may not be told.
    var contribution: String?
    var lost: String?
    /// The peers' median, and how many of them are no better.
    var peers: String?
    /// What counts, in words, where its scorer says so.
    var rule: String?
  }

  /// - Parameters:
  ///   - place: `nil`: nothing of the month is in a ledger.
  ///   - source: the programme's file.
  public init(of guild: GuildRating, in record: RatingRecord, peers: PeerPoints, place: Place?, source: [UInt8]?) {
    card = Card(of: guild, in: record, peers: peers)
    let showsPoints = Disclosure.showsPoints(of: guild, peers: peers)
    facts = Statement.facts(guild, record, place)
    measures = Statement.lines(guild, record, showsPoints: showsPoints)
    measuresNote = Statement.note(record, measures)
    corrections =
      (card.corrections?.lines ?? []).map { "\($0.row): \($0.act). \($0.reason) \($0.decided)" }
      + [card.corrections?.more].compactMap { $0 }
    appeals = record.appealFacts
    checks = Statement.checks(guild, record, place)
    programme = source.map { bytes in
      let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        visible(String(line).replacing("\t", with: "    "))
      }
      return lines.last == "" ? lines.dropLast() : lines
    }
  }

  /// The bytes of the page.
  public var html: [UInt8] { StatementPage(statement: self).html.utf8 }

  /// The bytes of the same in CommonMark with tables.
  public var markdown: [UInt8] { StatementMarkdown(statement: self).markdown.utf8 }
}

extension Statement {
  private static func facts(_ guild: GuildRating, _ record: RatingRecord, _ place: Place?) -> [Card.Fact] {
    var facts = [Card.Fact(label: "The figures", lines: figures(record, place))]
    if let score = guild.score {
      let scored = guild.movement?.scored ?? record.programme.tiers.first { score >= $0.from }?.name
      let text = "\(trimmed(score, places: 2))" + (scored.map { ", which alone gives \(visible($0))" } ?? "")
      facts.append(Card.Fact(label: "The score", lines: [text]))
      facts.append(Card.Fact(label: "The tier", lines: [visible(guild.tier ?? "none")]))
    } else {
      let reasons = guild.flags.filter { $0.kind == .unrated }.map { sentence($0.reason) }
      facts.append(Card.Fact(label: "The rating", lines: ["None: this guild is not rated."] + reasons))
    }
    let programme = record.programme
    facts.append(
      Card.Fact(
        label: "The programme",
        lines: ["\(visible(programme.name)), version \(programme.version)", visible(programme.digest)]))
    return facts
  }

  /// Whether these are the published figures, and which are.
  private static func figures(_ record: RatingRecord, _ place: Place?) -> [String] {
    func version(_ publication: Publication) -> String {
      "version \(publication.version), published \(dateText(publication.on))"
    }
    guard let place else { return [record.publicationText ?? "Draft: these figures are not published."] }
    if let text = record.publicationText {
      return [text, "These are the published figures; their digest is \(visible(place.digest))"]
    }
    let former = place.former.map { "They are those of \(version($0)), which has been replaced." }
    return ["These are not the published figures."] + [former].compactMap { $0 } + [
      "The month is in the ledger with other figures: \(version(place.publication)), whose digest is \(visible(place.digest))"
    ]
  }

  private static func lines(_ guild: GuildRating, _ record: RatingRecord, showsPoints: Bool) -> [Line] {
    let isSum = record.programme.combine == "weighted_mean"
    var ranked: [(lost: Double, line: Line)] = []
    for scorer in guild.scorers where scorer.weight > 0 && !scorer.isNeutral {
      for result in scorer.measures where result.part == nil && result.weight > 0 {
        guard let summary = record.summary(of: scorer.id, result.id), summary.kind != .breakdown,
          result.value != nil || result.isNever
        else { continue }
        let share = scorer.weight * result.weight
        var line = Line(
          title: visible(summary.title), scorer: record.title(of: scorer.id), value: "fewer than 5",
          weight: trimmed(share * 100, places: 1) + "\u{A0}%")
        let figures = Disclosure.peers(of: result)
        line.peers = figures.map { figures in
          let median = figures.median.map { valueText($0, summary.unit) } ?? "never"
          return median + (figures.percentile.map { ", \(percentText($0)) no better" } ?? "")
        }
        if !Disclosure.withholds(result, of: guild) {
          line.value = result.isNever ? "never" : result.value.map { valueText($0, summary.unit) } ?? "–"
          line.sample = sampleText(result, summary)
          let known = MeasureEvidence(
            result, summary, peers: figures, cautious: record.programme.evidence.isCautious)
          line.leaning = known.leaning
          line.likely = known.interval.map { rangeText($0.low, $0.high, summary.unit) }
        }
        var lost = 0.0
        if showsPoints, let points = result.points {
          line.points = decimal(points, places: 1)
          lost = share * (record.programme.scale.to - points)
          if isSum {
            line.contribution = decimal(share * points, places: 2)
            line.lost = decimal(lost, places: 2)
          }
        }
        ranked.append((lost, line))
      }
    }
    // Equal ones stay in the programme's order.
    return ranked.enumerated().sorted { ($0.element.lost, $1.offset) > ($1.element.lost, $0.offset) }.map(
      \.element.line)
  }

  private static func note(_ record: RatingRecord, _ lines: [Line]) -> String? {
    guard lines.contains(where: { $0.lost != nil }) else { return nil }
    return
      "“Brings” is what a measure adds to the score, “lost” what full points in it would add more; the most lost comes first. "
      + "Peers are shown from \(Disclosure.fewest) guilds on."
  }

  private static func checks(_ guild: GuildRating, _ record: RatingRecord, _ place: Place?) -> [Card.Fact] {
    let id = quotedForShell(guild.guildID.description)
    let inputs = "--programme FILE --data TABLES --month \(record.month) --ledger LEDGER"
    var facts = [
      Card.Fact(
        label: "The rows behind a measure",
        lines: ["Ask the platform for them. It has them by", "guildmark evidence \(id) SCORER.MEASURE \(inputs)"]),
      Card.Fact(
        label: "The arithmetic",
        lines: ["guildmark explain \(id) \(inputs)"]),
    ]
    if record.publication != nil, let place {
      facts.append(
        Card.Fact(
          label: "That nothing was changed",
          lines: ["guildmark ledger verify LEDGER --expect \(visible(place.digest))"]))
    }
    return facts
  }

  /// As a shell takes it for one word.
  private static func quotedForShell(_ id: String) -> String {
    let isPlain = id.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
    }
    return isPlain && !id.hasPrefix("-") ? id : "'" + visibleName(id.replacing("'", with: "'\\''")) + "'"
  }
}

extension RatingRecord {
  /// Who decides when a rating is contested, and until when.
  fileprivate var appealFacts: [Card.Fact] {
    var facts: [Card.Fact] = []
    if let until = publication?.correctionsUntil {
      facts.append(Card.Fact(label: "Corrections", lines: ["May be asked for until \(dateText(until))"]))
    }
    if let rules = programme.appeals {
      let until =
        publication?.appealsUntil.map { "May be opened until \(dateText($0))" }
        ?? "May be opened for \(counted(rules.within, "day")) after the month is final"
      let days = rules.decideWithin.map { "Decided within \(counted($0, "day")) of its opening" }
      facts.append(Card.Fact(label: "Appeals", lines: [until, days].compactMap { $0 }))
      facts.append(
        Card.Fact(label: "Who decides", lines: [rules.to.map { visible($0) } ?? "The programme does not say."]))
    } else {
      facts.append(Card.Fact(label: "Appeals", lines: ["The programme has none."]))
    }
    if programme.contestHow != nil { facts.append(Card.Fact(label: "How to contest it", lines: [contestText])) }
    return facts
  }
}
