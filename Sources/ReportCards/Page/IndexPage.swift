import RatingRecord

/// The bytes of `index.html`, the operator's desk. For the platform only: it names every guild and links to its card.
///
/// - Parameter appeals: what became of appeals; `nil` without a ledger, or where there were none.
public func indexHTML(_ record: RatingRecord, appeals: AppealsSummary? = nil) -> [UInt8] {
  IndexPage(record: record, appeals: appeals).html.utf8
}

/// Sorting and filtering need the script; reading does not.
struct IndexPage {
  let record: RatingRecord
  var appeals: AppealsSummary?

  var html: HTML {
    let programme = visible(record.programme.name)
    let month = record.month.title
    return document(
      title: "\(month) · \(programme)",
      style: record.hasMoves || record.guilds.contains { $0.trend != nil } ? Stylesheet.months : nil,
      body: """
        <body class="wide">
        <header>
        <p class="kicker">\(programme), version \(String(record.programme.version)) · \(record.publicationText ?? record.status.rawValue)</p>
        <h1>\(month): <strong>\(countText(record.guilds.count { $0.score != nil }))</strong> of \(countText(record.guilds.count)) guilds rated</h1>
        <p>\(summary)</p>
        </header>
        <main>
        \(tiers)\
        \(moves)\
        \(decisions)\
        \(league)\
        \(incentives)\
        \(appealsSection)\
        \(coverage)\
        \(dataQuality)\
        <footer>
        <p>\(visible(record.tool.name)) \(visible(record.tool.version)) · programme digest \(visible(record.programme.digest))</p>
        </footer>
        </main>
        <script>
        \(indexScript)</script>
        </body>
        """)
  }

  private var summary: String {
    func count(_ isIncluded: (GuildRating) -> Bool) -> Int { record.guilds.count(where: isIncluded) }
    let capped = count { $0.gates.contains(where: \.lowered) }
    let provisional = count { $0.score != nil && $0.has(.provisional) }
    let unrated = count { $0.score == nil }
    let period = periodText(record.window)
    let tosses = count { $0.has(.coinToss) }
    let tossed = record.hasIntervals ? " Close to a coin toss: \(tosses)." : ""
    let changed = record.changed.map { " Improved: \($0.improved). Declined: \($0.declined)." } ?? ""
    return
      "Window: \(period). Lowered by a gate: \(capped).\(tossed) Provisional: \(provisional). Not rated: \(unrated).\(changed)"
  }

  private var tiers: HTML {
    let distribution = record.distribution
    let most = distribution.map(\.guilds).max() ?? 0
    let rows = distribution.enumerated().map { i, entry -> HTML in
      let from = i < record.programme.tiers.count ? trimmed(record.programme.tiers[i].from, places: 2) : nil
      return """
        <tr role="row"><th scope="row" role="rowheader">\(entry.tier)\(from.map { "<small>from \($0)</small>" })</th>\
        <td role="cell" class="bar">\(Drawings.share(most > 0 ? Double(entry.guilds) / Double(most) : 0))</td>\
        <td role="cell" class="n"><span>\(countText(entry.guilds))</span></td></tr>

        """
    }
    return """
      <section>
      <h2>Tiers</h2>
      <table class="made blocks" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Tier</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Guilds</th></tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>
      </section>

      """
  }

  private var decisions: HTML {
    let decisions = record.decisions
    let list: HTML =
      decisions.isEmpty
      ? "<p>Nothing: no gate lowered a tier,\(record.hasIntervals ? " none is a coin toss," : "") and no guild is provisional or unrated.</p>"
      : "<ul>\n\(decisions.map(\.item))</ul>"
    return """
      <section>
      <h2>Needs a decision today</h2>
      \(list)
      </section>

      """
  }

  private var incentives: HTML? {
    record.incentives.map { totals in
      func money(_ amount: Double) -> String { moneyText(amount, record.programme.currency) }
      return """
        <section>
        <h2>Incentives</h2>
        <dl><dt>Budget</dt><dd>\(totals.budget.map(money) ?? "none")</dd><dt>Earned</dt><dd>\(money(totals.earned))</dd><dt>Granted</dt><dd>\(money(totals.granted))</dd><dt>Rule</dt><dd>\(sentence(totals.rule))</dd></dl>
        </section>

        """
    }
  }
}

extension Finding {
  private static let atFirst = 12

  /// The matter and the guilds it is about; those after the first few are folded away.
  var item: HTML {
    // No fold for one or two.
    let count = guilds.count <= Finding.atFirst + 2 ? guilds.count : Finding.atFirst
    let rest = guilds.dropFirst(count)
    let more = "and \(countText(rest.count)) more"
    let fold: HTML = """
      <details><summary>\(more)</summary><p>\(Finding.links(rest))</p></details>\
      <span class="paper">\(more): see the flags of the league table</span>
      """
    return """
      <li><b>\(title)</b>: \(Finding.links(guilds.prefix(count)))\(rest.isEmpty ? nil : fold)\
      \(reason.map { "<small>\($0)</small>" })</li>

      """
  }

  static func links(_ entries: ArraySlice<Entry>) -> HTML {
    entries.map { entry in
      let detail = entry.detail.map { " (\($0))" }
      return "<a href=\"\(entry.guild.address)\"><bdi>\(entry.guild.title)</bdi></a>\(detail ?? "")"
    }.joined(separator: ", ")
  }
}

extension GuildRating {
  /// Of its card, from the index.
  var address: String { "guilds/\(linkAddress(fileName(for: guildID))).html" }
}
