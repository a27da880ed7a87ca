import RatingRecord

extension GuildRating {
  /// What a revision changed of the guild's own figures; `nil` in any other version.
  func revisionText(in record: RatingRecord) -> String? {
    guard let revises = record.publication?.revises else { return nil }
    guard let before = beforeRevision else { return "Version \(revises) of this month had no rating of this guild." }
    func points(_ score: Double?) -> String { score.map { decimal($0, places: 2) } ?? "none" }
    func money(_ amount: Double?) -> String { amount.map { moneyText($0, record.programme.currency) } ?? "none" }
    let facts = [
      changed("score", points(before.score), points(score)),
      changed("rank", before.rank.map(countText) ?? "none", rank.map(countText) ?? "none"),
      changed("tier", visible(before.tier ?? "none"), visible(tier ?? "none")),
      record.incentives == nil ? nil : changed("incentives", money(before.granted), money(incentives?.granted)),
    ].compactMap { $0 }
    guard !facts.isEmpty else {
      return "The month was revised after an appeal; this guild’s score, rank and tier are those of version \(revises)."
    }
    let isOwn = record.corrections.contains { $0.guilds.contains(guildID) }
    return
      "The month was revised after an appeal. Of this guild version \(revises) said: \(facts.joined(separator: ", "))."
      + (isOwn ? "" : " None of its own rows is corrected: others’ figures have changed.")
  }

  private func changed(_ name: String, _ before: String, _ now: String) -> String? {
    before == now ? nil : "\(name) \(before), now \(now)"
  }
}
