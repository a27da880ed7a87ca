import RatingRecord

/// A guild's report card, worked out once for all its formats.
///
/// Cards know nothing of each other: several threads may make them at a time.
public struct ReportCard: Sendable {
  let card: Card

  public init(of guild: GuildRating, in record: RatingRecord, peers: PeerPoints) {
    card = Card(of: guild, in: record, peers: peers)
  }

  /// The bytes of `guilds/<name>.html`.
  public var html: [UInt8] { CardPage(card: card).html.utf8 }

  /// The bytes of `guilds/<name>.md`: CommonMark with tables.
  public var markdown: [UInt8] { MarkdownCard(card: card).markdown.utf8 }
}
