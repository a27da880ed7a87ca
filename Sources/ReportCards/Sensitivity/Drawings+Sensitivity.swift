import RatingRecord

// Bars of indices, and ranks over variants. As all drawings: positions in per cents of the width, so that text keeps its size.

extension Drawings {
  /// A factor's indices: the broad bar in all, the narrow one alone, and a line over the interval of the broad one. The figures stand
  /// beside it.
  ///
  /// - Parameter reach: the share that fills the width.
  static func indices(_ indices: Sensitivity.Indices, reach: Double) -> HTML {
    func place(_ index: Double) -> Double { min(1, max(0, index / reach)) }
    var svg: HTML = #"<svg width="100%" height="22" aria-hidden="true">"#
    svg += bar("all", to: place(indices.total.value), y: 3, height: 16)
    svg += bar("own", to: place(indices.first.value), y: 8, height: 6)
    if let interval = indices.total.interval {
      let (low, high): (HTML, HTML) = (
        "\(percent: place(interval.lowerBound))", "\(percent: place(interval.upperBound))"
      )
      svg += #"<line class="mark" x1="\#(low)" y1="11" x2="\#(high)" y2="11"/>"#
      for end in [low, high] { svg += #"<line class="mark" x1="\#(end)" y1="7" x2="\#(end)" y2="15"/>"# }
    }
    return svg + "</svg>"
  }

  private static func bar(_ style: String, to end: Double, y: Int, height: Int) -> HTML {
    #"<rect class="\#(style)" x="0" y="\#(y)" width="\#(percent: end)" height="\#(height)"/>"#
  }

  /// A guild's ranks among all: the band from the lower to the upper end, the dot its rank as written. The figures stand beside it.
  static func ranks(_ guild: Sensitivity.Guild, of count: Int) -> HTML {
    func place(_ rank: Int) -> Double { count > 1 ? Double(rank - 1) / Double(count - 1) : 0.5 }
    func inset(_ place: Double) -> Double { 0.02 + place * 0.96 }
    let (low, high) = (inset(place(guild.ranks.low)), inset(place(guild.ranks.high)))
    var svg: HTML = #"<svg width="100%" height="22" aria-hidden="true">"#
    svg += #"<line class="rule" x1="0" y1="11" x2="100%" y2="11"/>"#
    svg += #"<rect class="all" x="\#(percent: low)" y="6" width="\#(percent: max(0.005, high - low))" height="10"/>"#
    if let rank = guild.rank {
      svg += #"<circle class="own halo" cx="\#(percent: inset(place(rank)))" cy="11" r="5"/>"#
    }
    return svg + "</svg>"
  }

  /// Every guild's ranks over the variants in the order of their ranks as written, and under it how often its tier is another.
  static func standings(_ chart: StandingsChart) -> HTML {
    let (top, height, below, base) = (18.0, 260.0, 312.0, 372.0)
    let (left, width) = (0.09, 0.91)
    func x(_ place: Int) -> Double { left + Double(place) / Double(chart.columns.count) * width }
    func y(_ place: Double) -> Int { Int((top + place * height).rounded()) }
    let step = width / Double(max(1, chart.columns.count))
    let thickness: HTML = "\(percent: step * (chart.columns.count > 60 ? 1 : 0.7))"
    var svg = open(height: 396, chart.alternative)
    svg += text("ranks in the variants", at: left, y: 11)
    for (place, label) in [(0.0, "1"), (0.5, countText((chart.places + 1) / 2)), (1.0, countText(chart.places))] {
      svg += #"<line class="rule" x1="\#(percent: left)" y1="\#(y(place))" x2="100%" y2="\#(y(place))"/>"#
      svg += text(label, at: left - 0.015, y: y(place) + 4, anchor: "end")
    }
    svg += text("share with another tier", at: left, y: 306)
    for (share, label) in [(0.0, "0"), (1.0, "all")] {
      let y = Int(base - share * (base - below))
      svg += #"<line class="rule" x1="\#(percent: left)" y1="\#(y)" x2="100%" y2="\#(y)"/>"#
      svg += text(label, at: left - 0.015, y: y + 4, anchor: "end")
    }
    for (place, column) in chart.columns.enumerated() {
      let (low, high) = (y(column.low), y(column.high))
      svg +=
        #"<rect class="all" x="\#(percent: x(place))" y="\#(low)" width="\#(thickness)" height="\#(max(2, high - low))"/>"#
      svg +=
        #"<rect class="ink" x="\#(percent: x(place))" y="\#(y(column.written) - 1)" width="\#(thickness)" height="2"/>"#
      let flips = Int((column.flips * (base - below)).rounded(.up))
      guard flips > 0 else { continue }
      svg +=
        #"<rect class="own" x="\#(percent: x(place))" y="\#(Int(base) - flips)" width="\#(thickness)" height="\#(flips)"/>"#
    }
    svg += text("best rank as written", at: left, y: 390) + text("last", at: 1, y: 390, anchor: "end")
    return svg + "</svg>"
  }

  private static func text(_ words: String, at place: Double, y: Int, anchor: String = "start") -> HTML {
    #"<text x="\#(percent: place)" y="\#(y)" text-anchor="\#(anchor)">\#(words)</text>"#
  }
}

/// The guilds that the programme as written rates, in the order of their ranks: each a column, or where they are many some of them
/// together.
struct StandingsChart {
  /// Places 0…1 among all ranks, and a share 0…1.
  struct Column {
    let low: Double
    let high: Double
    let written: Double
    let flips: Double
  }

  let columns: [Column]
  /// The last rank there is.
  let places: Int
  let alternative: String
  /// How many guilds a column stands for at most.
  let guildsEach: Int

  private static let mostColumns = 200

  /// `nil` where the programme rates nobody.
  init?(_ result: Sensitivity) {
    let guilds = result.guilds.filter { $0.rank != nil }.sorted {
      ($0.rank ?? 0, $0.guildID) < ($1.rank ?? 0, $1.guildID)
    }
    guard !guilds.isEmpty else { return nil }
    places = result.guilds.count
    let each = (guilds.count + Self.mostColumns - 1) / Self.mostColumns
    guildsEach = each
    func place(_ rank: Double) -> Double {
      result.guilds.count > 1 ? (rank - 1) / Double(result.guilds.count - 1) : 0.5
    }
    columns = stride(from: 0, to: guilds.count, by: each).map { first in
      let part = guilds[first..<min(guilds.count, first + each)]
      func middle(_ figure: (Sensitivity.Guild) -> Double) -> Double {
        part.reduce(0) { $0 + figure($1) } / Double(part.count)
      }
      return Column(
        low: place(middle { Double($0.ranks.low) }), high: place(middle { Double($0.ranks.high) }),
        written: place(middle { Double($0.rank ?? 0) }), flips: middle(\.flips))
    }
    let widths = guilds.map { $0.ranks.high - $0.ranks.low }.sorted()
    alternative =
      "The ranks of \(counted(Int64(guilds.count), "guild")) over the variants: a band of \(countText(widths[widths.count / 2])) places for the middle guild, \(countText(widths[widths.count - 1])) for the widest."
  }
}
