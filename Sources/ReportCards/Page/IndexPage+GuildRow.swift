import RatingRecord

extension IndexPage {
  /// A guild's line of the league table.
  struct GuildRow {
    let order: String
    let rank: String
    let name: String
    let id: String
    let address: String
    let group: String
    let groupName: String
    let tier: String
    let tierOrder: String
    let score: String
    let scoreOrder: String
    let points: [Points]
    let flags: String?

    struct Points {
      let scorer: String
      let text: String
      let order: String
    }

    init(_ guild: GuildRating, order: Int, group: String, record: RatingRecord) {
      self.order = String(order)
      rank = guild.rank.map(String.init) ?? "–"
      name = guild.title
      id = visibleName(guild.guildID.description)
      address = guild.address
      self.group = group
      groupName = groupText(guild.peerGroup) + (guild.peerGroup.isFallback ? " (compared with everyone)" : "")
      tier = guild.tier.map { visible($0) } ?? "–"
      tierOrder =
        guild.tier.flatMap { tier in record.programme.tiers.firstIndex { $0.name == tier } }.map(String.init) ?? ""
      score = guild.score.map { IndexPage.aligned(scoreText($0, thresholds: record.thresholds)) } ?? "–"
      scoreOrder = guild.score.map(coordinate) ?? ""
      points = record.coverage.map { scorer in
        let points = guild.scorers.first { $0.id == scorer.id }?.points
        return Points(
          scorer: visible(scorer.title), text: points.map { decimal($0, places: 1) } ?? "–",
          order: points.map(coordinate) ?? "")
      }
      let notes = guild.notes(namingGates: true)
      flags = notes.isEmpty ? nil : notes.joined(separator: ", ")
    }
  }

  /// With room for a second decimal, the width of a figure, so that the points stand under each other.
  static func aligned(_ score: String) -> String {
    score.split(separator: ".").last?.count == 1 ? score + "\u{2007}" : score
  }
}
