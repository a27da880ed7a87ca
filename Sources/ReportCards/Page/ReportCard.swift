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
  public var html: String { CardPage(card: card).html.text }

  /// `guilds/<name>.md`: CommonMark with tables.
  public var markdown: String { MarkdownCard(card: card).markdown.text }
}
