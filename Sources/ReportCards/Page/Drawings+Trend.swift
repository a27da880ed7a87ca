import RatingRecord

// Lines over months. Their paths are in units that the drawing stretches to its width; dots and words keep their size.

extension Drawings {
  /// The scores month by month with their intervals, among the thresholds.
  static func trend(_ trend: Card.TrendPart) -> HTML {
    let frame = TrendFrame(trend)
    var svg = open(height: 116, trend.alternative)
    var named = -14
    // From the top down; names that would lie on each other give way to the higher.
    for threshold in trend.lines {
      let y = frame.y(threshold.from)
      svg += #"<line class="rule" x1="0" y1="\#(y)" x2="100%" y2="\#(y)"/>"#
      guard y >= named + 14 else { continue }
      named = y
      svg += #"<text x="0" y="\#(y - 4)">\#(threshold.tier) \#(trimmed(threshold.from, places: 2))</text>"#
    }
    svg += #"<svg x="\#(percent: TrendFrame.left)" width="\#(percent: TrendFrame.width)" height="116" "#
    svg += #"viewBox="0 0 1000 116" preserveAspectRatio="none" aria-hidden="true">"#
    svg += frame.band + #"<path class="line" d="\#(path(frame.points))"/></svg>"#
    for (i, month) in trend.months.enumerated() {
      let isLast = i == trend.months.count - 1
      let place = frame.place(i)
      svg += #"<text x="\#(percent: place)" y="112" text-anchor="middle">\#(month.label)</text>"#
      guard let score = month.score else { continue }
      svg += #"<circle class="own halo" cx="\#(percent: place)" cy="\#(frame.y(score))" r="\#(isLast ? 6 : 4)"/>"#
      if isLast {
        let y = frame.y(score)
        svg += #"<text class="own" x="\#(percent: place)" y="\#(y > 26 ? y - 10 : y + 20)" "#
        svg += #"text-anchor="middle">\#(month.scoreText)</text>"#
      }
    }
    return svg + "</svg>"
  }

  /// A measure's months, 96 by 16 pixels: the higher the better.
  static func trace(_ trace: Card.Trace) -> HTML {
    var svg: HTML = #"<svg class="spark" width="96" height="16" role="img" aria-label="\#(trace.alternative)">"#
    let step = 88 / Double(max(1, trace.heights.count - 1))
    let points = trace.heights.enumerated().map { i, height in
      height.map { (x: Int(4 + Double(i) * step), y: Int((13 - $0 * 10).rounded())) }
    }
    svg += #"<path class="line" d="\#(path(points))"/>"#
    if let last = points.last, let last { svg += #"<circle class="own" cx="\#(last.x)" cy="\#(last.y)" r="3"/>"# }
    return svg + "</svg>"
  }

  /// Up to twelve months for a row among thousands, 0…1, this one at the right; the figures stand beside it.
  static func spark(_ heights: [Double?]) -> HTML {
    let points = heights.enumerated().map { i, height in
      height.map { (x: 70 + (i + 1 - heights.count) * 6, y: Int((14 - min(1, max(0, $0)) * 12).rounded())) }
    }
    return #"<svg class="spark" aria-hidden="true"><path class="line" d="\#(path(points))"/></svg>"#
  }

  /// From each point to the next, with gaps; a point between gaps is a dot.
  private static func path(_ points: [(x: Int, y: Int)?]) -> HTML {
    var path: HTML = ""
    for (i, point) in points.enumerated() {
      guard let point else { continue }
      let isStart = i == 0 || points[i - 1] == nil
      let isEnd = i == points.count - 1 || points[i + 1] == nil
      path += isStart ? "M\(point.x) \(point.y)" : " \(point.x) \(point.y)"
      if isStart, isEnd { path += "h0" }
    }
    return path
  }
}

/// Where scores and months lie in the drawing of a trend.
private struct TrendFrame {
  /// Of the width: beside the thresholds' names, up to where this month's score has room.
  static let (left, width) = (0.16, 0.79)
  private static let (top, bottom) = (20.0, 90.0)
  /// A short past does not fill the width, so that it does not look like a long one.
  private static let fewest = 6

  let trend: Card.TrendPart

  init(_ trend: Card.TrendPart) { self.trend = trend }

  func y(_ score: Double) -> Int {
    Int((TrendFrame.bottom - trend.height(of: score) * (TrendFrame.bottom - TrendFrame.top)).rounded())
  }

  /// 0…1000 from the first month that there is room for to this one.
  private func x(_ month: Int) -> Int {
    let steps = max(trend.months.count, TrendFrame.fewest) - 1
    return 1000 - (trend.months.count - 1 - month) * 1000 / steps
  }

  /// Of the width.
  func place(_ month: Int) -> Double { TrendFrame.left + TrendFrame.width * Double(x(month)) / 1000 }

  var points: [(x: Int, y: Int)?] {
    trend.months.enumerated().map { i, month in month.score.map { (x(i), y($0)) } }
  }

  /// The intervals of months in a row as one area; that of a month alone as a line.
  var band: HTML {
    var bands: HTML = ""
    var run: [(x: Int, low: Int, high: Int)] = []
    func close() {
      if run.count > 1 {
        let (tops, lows) = (
          run.map { "\($0.x) \($0.high)" as HTML }, run.reversed().map { "\($0.x) \($0.low)" as HTML }
        )
        bands += #"<path class="veil" d="M\#((tops + lows).joined(separator: " "))z"/>"#
      } else if let only = run.first {
        bands += #"<path class="whisker" d="M\#(only.x) \#(only.high)V\#(only.low)"/>"#
      }
      run = []
    }
    for (i, month) in trend.months.enumerated() {
      guard month.score != nil, let interval = month.interval else {
        close()
        continue
      }
      run.append((x(i), y(interval.low), y(interval.high ?? .infinity)))
    }
    close()
    return bands
  }
}
