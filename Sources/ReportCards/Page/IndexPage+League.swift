import RatingRecord

extension IndexPage {
  /// The guilds by rank. Values for sorting (`data-v`) are numbers written without locale.
  var league: HTML {
    let names = Set(record.guilds.map { groupText($0.peerGroup) }).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let keys = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let options = names.enumerated().map { key, name -> HTML in "<option value=\"\(key)\">\(name)</option>" }
    let scorers = record.coverage.map { visible($0.title) }
    let heads = scorers.map { title -> HTML in
      "<th scope=\"col\" role=\"columnheader\" class=\"n\">\(title)</th>"
    }
    let earlier = EarlierMonths(record)
    let rows = record.ranked.enumerated().map { order, guild in
      let group = groupText(guild.peerGroup)
      return row(guild, order: order, group: (keys[group] ?? 0, group), scorers: scorers, earlier: earlier)
    }
    return """
      <section>
      <h2>League table</h2>
      <div class="tools" id="tools" hidden><label>Peer group <select id="group"><option value="">all</option>\(options)</select></label><span id="count" class="muted" role="status"></span></div>
      <table class="league blocks" id="league" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="n">Rank</th><th scope="col" role="columnheader">Guild</th><th scope="col" role="columnheader">Peer group</th><th scope="col" role="columnheader">Tier</th><th scope="col" role="columnheader" class="n">Score</th>\(earlier.head)\(heads)<th scope="col" role="columnheader">Flags</th></tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>
      </section>

      """
  }

  /// - Parameter scorers: their titles.
  private func row(
    _ guild: GuildRating, order: Int, group: (key: Int, name: String), scorers: [String], earlier: EarlierMonths
  ) -> HTML {
    let name: HTML = """
      <a href="\(guild.address)"><bdi>\(guild.title)</bdi></a>\
      <small><bdi>\(visibleName(guild.guildID.description))</bdi></small>
      """
    let tierOrder = record.programme.tiers.firstIndex { $0.name == guild.tier }
    let score = guild.score.map { aligned(record.text(ofScore: $0)) }
    let range: HTML? = record.rangeText(of: guild).map { "<small>\($0)</small>" }
    let points = zip(record.coverage, scorers).map { coverage, title -> HTML in
      let points = guild.scorers.first { $0.id == coverage.id }?.points
      return """
        <td role="cell" class="n" data-l="\(title)" data-v="\(points.map(coordinate) ?? "")">\
        \(points.map { decimal($0, places: 1) } ?? "–")</td>
        """
    }
    let flags = guild.notes(namingGates: true).joined(separator: ", ")
    return """
      <tr role="row" data-g="\(group.key)">\
      <td role="cell" class="n" data-l="Rank" data-v="\(order)">\(guild.rank.map(String.init) ?? "–")</td>\
      <th scope="row" role="rowheader">\(name)</th>\
      <td role="cell" class="f" data-l="Peer group">\
      \(group.name)\(guild.peerGroup.isFallback ? " (compared with everyone)" : "")</td>\
      <td role="cell" class="f" data-l="Tier" data-v="\(tierOrder.map(String.init) ?? "")">\
      \(earlier.tier(of: guild))</td>\
      <td role="cell" class="n" data-l="Score" data-v="\(guild.score.map(coordinate) ?? "")"><span>\(score ?? "–")\(range)</span></td>\
      \(earlier.change(of: guild))\
      \(points)\
      <td role="cell" class="f\(flags.isEmpty ? " none" : "")" data-l="Flags">\(flags)</td></tr>

      """
  }

  /// With room for a second decimal, the width of a figure, so that the points stand under each other.
  private func aligned(_ score: String) -> String {
    score.split(separator: ".").last?.count == 1 ? score + "\u{2007}" : score
  }
}
