import RatingRecord

extension IndexPage {
  /// How tiers moved, who moved, and by which rules; `nil` where there is nothing to compare with and there are no rules.
  var moves: HTML? {
    guard record.hasMoves || record.programme.movement != nil else { return nil }
    return """
      <section>
      <h2>Movement</h2>
      \(record.programme.movement.map { "<p class=\"small muted\">\($0.text)</p>\n" })\
      \(record.hasMoves ? passages : nil)\
      <ul>
      \(record.moves.map(\.item))\
      </ul>
      </section>

      """
  }

  /// From the tier of the month they were last rated in (down) to this month's (across).
  private var passages: HTML {
    let names = record.programme.tiers.map { visible($0.name) }
    let counts = record.passages
    // None without a tier, and no row or column for them.
    let shown = counts.indices.filter { i in
      i < names.count || counts[i].contains { $0 > 0 } || counts.contains { $0[i] > 0 }
    }
    let heads = shown.map { i -> HTML in
      "<th scope=\"col\" class=\"n\">\(i < names.count ? names[i] : "not rated")</th>"
    }
    let rows = shown.map { i -> HTML in
      let cells = shown.map { j -> HTML in
        let count = counts[i][j]
        let text: HTML =
          count == 0 ? "–" : i == j && i < names.count ? "<b>\(countText(count))</b>" : "\(countText(count))"
        return "<td class=\"n\">\(text)</td>"
      }
      return "<tr><th scope=\"row\">\(i < names.count ? names[i] : "none before")</th>\(cells)</tr>\n"
    }
    return """
      <table class="passages">
      <caption>Guilds by the tier they last had (down) and the tier they have (across)</caption>
      <thead><tr><th scope="col">From</th>\(heads)</tr></thead>
      <tbody>
      \(rows)\
      </tbody>
      </table>

      """
  }
}

/// What the league table says of earlier months: found out once, for thousands of rows.
struct EarlierMonths {
  private let record: RatingRecord
  private let hasMoves: Bool
  /// From the lowest to the highest score of any guild and month, which the small drawings share; `nil` where none has earlier
  /// months.
  private let reach: ClosedRange<Double>?

  init(_ record: RatingRecord) {
    self.record = record
    hasMoves = record.hasMoves
    let trends = record.guilds.compactMap { guild in guild.trend.map { $0.months.map(\.score) + [guild.score] } }
    let scores = trends.joined().compactMap { $0 }
    reach = zip(scores.min(), scores.max()).map { $0...$1 }
  }

  /// The head of the column of changes; `nil` where there is none.
  var head: HTML? {
    reach == nil ? nil : "<th scope=\"col\" role=\"columnheader\" class=\"n\">Change</th>"
  }

  /// How a guild's score changed; `nil` without that column.
  func change(of guild: GuildRating) -> HTML? {
    guard let reach else { return nil }
    let change = guild.trend?.change
    let amount = change.map { signed($0.points, places: record.programme.scale.isShort ? 2 : 1) } ?? "–"
    let spark = guild.trend.map { trend in
      Drawings.spark((trend.months.map(\.score) + [guild.score]).map { $0.map(reach.place) })
    }
    return """
      <td role="cell" class="n" data-l="Change" data-v="\(change.map { coordinate($0.points) } ?? "")">\
      <span>\(spark) \(amount)</span></td>
      """
  }

  /// A guild's tier, and under it where that came from: `▲ from Silver`.
  func tier(of guild: GuildRating) -> HTML {
    let tier = guild.tier.map { visible($0) } ?? "–"
    guard hasMoves, let move = record.move(of: guild), move != .same else { return "\(tier)" }
    let origin = guild.lastRated.tier.map { "\(move.rawValue) from \(visible($0))" } ?? move.rawValue
    return "<span>\(tier)<small>\(origin)</small></span>"
  }
}

extension ClosedRange<Double> {
  /// Where a value lies between both ends, 0…1.
  fileprivate func place(of value: Double) -> Double {
    upperBound > lowerBound ? (value - lowerBound) / (upperBound - lowerBound) : 0.5
  }
}
