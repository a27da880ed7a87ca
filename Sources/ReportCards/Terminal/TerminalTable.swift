import RatingRecord

/// Rows for a terminal, in columns as wide as what they hold.
public struct TerminalTable {
  /// Of the columns; those that begin with `>` are of figures, and stand to the right.
  private let titles: [String]
  private let isRight: [Bool]
  private var rows: [[String]] = []

  /// - Parameter titles: a `>` before one puts its column to the right.
  public init(_ titles: [String]) {
    isRight = titles.map { $0.hasPrefix(">") }
    self.titles = titles.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
  }

  /// - Parameter cells: one a column; what moves a cursor in them is made visible.
  public mutating func append(_ cells: [String]) { rows.append(cells.map { visible($0) }) }

  /// - Parameter width: of the terminal. Where the rows are wider, the widest columns are cut, as far as they say something.
  public func text(width: Int, color: Bool) -> String {
    let ink = Ink(color: color)
    var widths = titles.indices.map { column in
      ([titles] + rows).map { $0.indices.contains(column) ? displayWidth($0[column]) : 0 }.max() ?? 0
    }
    let gaps = 2 * max(0, titles.count - 1)
    while widths.reduce(gaps, +) > width, let widest = widths.max(), widest > 6,
      let column = widths.lastIndex(of: widest)
    {
      widths[column] -= 1
    }
    func line(_ cells: [String]) -> String {
      let fitting = zip(zip(cells, widths), isRight).map { fitted($0.0, $0.1, right: $1) }.joined(separator: "  ")
      return String(fitting.reversed().drop { $0 == " " }.reversed())
    }
    return ([ink.bold(line(titles))] + rows.map(line)).map { $0 + "\n" }.joined()
  }
}

/// Values as a row of bars of eight heights, from the lowest to the highest; a dot where there is none.
public func sparkline(_ values: [Double?]) -> String {
  let known = values.compactMap { $0 }
  guard let low = known.min(), let high = known.max() else { return String(repeating: "·", count: values.count) }
  let bars = Array("▁▂▃▄▅▆▇█")
  return String(
    values.map { value in
      guard let value else { return "·" }
      guard high > low else { return bars[3] }
      return bars[min(7, Int((value - low) / (high - low) * 8))]
    })
}
