import RatingRecord

extension IndexPage {
  /// What became of appeals, about this month and over the twelve that end with it.
  var appealsSection: HTML? {
    appeals.map { appeals in
      """
      <section>
      <h2>Appeals</h2>
      <table class="blocks" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">About</th><th scope="col" role="columnheader" class="n">Opened</th><th scope="col" role="columnheader" class="n">Open</th><th scope="col" role="columnheader" class="n">Upheld</th><th scope="col" role="columnheader" class="n">Partly</th><th scope="col" role="columnheader" class="n">Rejected</th><th scope="col" role="columnheader" class="n">Withdrawn</th><th scope="col" role="columnheader" class="n">Decided late</th></tr></thead>
      <tbody role="rowgroup">
      \(row("\(record.month.title)", appeals.month))\
      \(row("Twelve months", appeals.year))\
      </tbody>
      </table>
      <p class="small">\(days(appeals))</p>
      </section>

      """
    }
  }

  private func row(_ title: String, _ counts: AppealsSummary.Counts) -> HTML {
    func cell(_ label: HTML, _ count: Int) -> HTML {
      "<td role=\"cell\" class=\"n\" data-l=\"\(label)\">\(countText(count))</td>"
    }
    return """
      <tr role="row"><th scope="row" role="rowheader">\(title)</th>\
      \(cell("Opened", counts.opened))\(cell("Open", counts.open))\(cell("Upheld", counts.upheld))\
      \(cell("Partly", counts.partly))\(cell("Rejected", counts.rejected))\(cell("Withdrawn", counts.withdrawn))\
      \(cell("Decided late", counts.late))</tr>

      """
  }

  /// How long decisions took.
  private func days(_ appeals: AppealsSummary) -> String {
    guard let median = appeals.year.medianDays, let longest = appeals.year.days.max() else {
      return "None of these is decided yet."
    }
    return "Days from opening to decision over the twelve months: \(trimmed(median, places: 1)) in the middle, "
      + "\(countText(Int(longest))) at the longest."
  }
}
