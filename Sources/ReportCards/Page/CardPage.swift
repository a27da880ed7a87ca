import Mustache
import RatingRecord

/// A guild's report card, worked out once for all its formats.
///
/// Cards know nothing of each other: several threads may make them at a time.
public struct ReportCard: Sendable {
  let card: Card

  public init(of guild: GuildRating, in record: RatingRecord, peers: PeerPoints) {
    card = Card(of: guild, in: record, peers: peers)
  }

  /// `guilds/<name>.html`.
  public var html: String { Templates.library.render(CardPage(card), withTemplate: "card") ?? "" }

  /// `guilds/<name>.md`: CommonMark with tables.
  public var markdown: String { MarkdownCard(card: card).text }
}

/// The templates, parsed once. A fault in one is ours, and the tests would show it.
enum Templates {
  static let library: MustacheLibrary = {
    MustacheContentTypes.register(PlainHTML(), named: PlainHTML.name)
    var library = MustacheLibrary()
    let templates = [
      ("index", indexTemplate), ("card", cardTemplate), ("follows", followsTemplate), ("phrase", phraseTemplate),
      ("link", linkTemplate),
    ]
    for (name, template) in templates {
      do { try library.register(PlainHTML.pragma + "\n" + template, named: name) } catch {
        assertionFailure("\(name): \(error)")
      }
    }
    return library
  }()
}

/// What the card's template reads: the card, and its drawings.
struct CardPage {
  let card: Card
  let opening: [Card.Phrase]
  let sentences: [[Card.Phrase]]
  let standing: StandingView?
  let scorers: [ScorerView]
  let isRated: Bool
  let hasPeers: Bool
  let hasImprovements: Bool
  let hasGates: Bool
  let hasFollows: Bool
  let reasons: [ReasonView]

  init(_ card: Card) {
    self.card = card
    opening = card.verdict.first ?? []
    sentences = Array(card.verdict.dropFirst())
    standing = card.standing.map { StandingView(standing: $0, scale: Drawings.scale($0)) }
    let longest = card.parts.map(\.possible).max() ?? 0
    scorers = card.parts.map { ScorerView($0, longest: longest) }
    isRated = card.standing != nil
    hasPeers = card.parts.contains { $0.peers != nil }
    hasImprovements = !card.improvements.isEmpty
    hasGates = !card.gates.isEmpty
    hasFollows = hasGates || card.incentives != nil || card.next != nil
    reasons = card.reasons.map(ReasonView.init)
  }

  struct StandingView {
    let standing: Card.Standing
    let scale: String
  }

  struct ScorerView {
    let part: Card.ScorerPart
    /// `nil` where it had no part in the score.
    let bar: String?
    let measures: [MeasureView]
    let hasMeasures: Bool

    init(_ part: Card.ScorerPart, longest: Double) {
      self.part = part
      bar = Drawings.bar(part, longest: longest)
      measures = part.measures.map(MeasureView.init)
      hasMeasures = part.measures.contains { $0.isKnown }
    }
  }

  struct MeasureView {
    let line: Card.MeasureLine
    let strip: String?

    init(_ line: Card.MeasureLine) {
      self.line = line
      strip = line.strip.map(Drawings.strip)
    }
  }

  struct ReasonView {
    let part: Card.ReasonPart
    let rows: [RowView]

    init(_ part: Card.ReasonPart) {
      self.part = part
      rows = part.rows.map { RowView(row: $0, bar: Drawings.share($0.length)) }
    }

    struct RowView {
      let row: Card.ReasonPart.Row
      let bar: String
    }
  }
}
