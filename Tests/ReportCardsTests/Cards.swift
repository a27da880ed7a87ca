import RatingRecord
import ReportCards

func cardHTML(of guild: GuildRating, in record: RatingRecord, peers: PeerPoints? = nil) -> String {
  ReportCard(of: guild, in: record, peers: peers ?? PeerPoints(record)).html
}

func cardMarkdown(of guild: GuildRating, in record: RatingRecord, peers: PeerPoints? = nil) -> String {
  ReportCard(of: guild, in: record, peers: peers ?? PeerPoints(record)).markdown
}
