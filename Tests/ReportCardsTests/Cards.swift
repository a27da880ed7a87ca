import RatingRecord

@testable import ReportCards

func cardHTML(of guild: GuildRating, in record: RatingRecord, peers: PeerPoints? = nil) -> String {
  text(ReportCard(of: guild, in: record, peers: peers ?? PeerPoints(record)).html)
}

func cardMarkdown(of guild: GuildRating, in record: RatingRecord, peers: PeerPoints? = nil) -> String {
  text(ReportCard(of: guild, in: record, peers: peers ?? PeerPoints(record)).markdown)
}

func indexPage(_ record: RatingRecord) -> String { text(indexHTML(record)) }

func ratingsTable(_ record: RatingRecord) -> String { text(ratingsCSV(record)) }

extension Markup {
  var text: String { ReportCardsTests.text(utf8) }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
