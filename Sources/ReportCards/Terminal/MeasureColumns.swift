/// The measures' table on a terminal: every figure whole, the same columns for all scorers of a card, and a title that
/// finds no room beside them on as many lines as it takes.
struct MeasureColumns {
  private static let titles = ["Value", "Target", "Peers’ median", "Points"]
  private static let gap = 2
  /// A narrower title would be no title.
  private static let leastTitle = 14

  private let width: Int
  private let figures: [Int]
  private var title: Int { width - figures.reduce(0) { $0 + $1 + MeasureColumns.gap } }
  private var fits: Bool { title >= MeasureColumns.leastTitle }

  init(card: Card, width: Int) {
    self.width = width
    let rows = [MeasureColumns.titles] + card.parts.flatMap(\.measures).map(MeasureColumns.figures)
    figures = MeasureColumns.titles.indices.map { column in rows.map { displayWidth($0[column]) }.max() ?? 0 }
  }

  /// `nil` where figures are so long that each row spells its own headings out.
  var header: String? { fits ? row("Measure", MeasureColumns.titles) : nil }

  func row(_ line: Card.MeasureLine) -> String {
    let cells = MeasureColumns.figures(of: line)
    guard !fits else { return row(line.title, cells) }
    let spelled = zip(MeasureColumns.titles, cells).map { "\($0.lowercased()) \($1)" }
    return wrapped("\(line.title): \(spelled.joined(separator: ", "))", width, indent: 2)
  }

  private func row(_ words: String, _ cells: [String]) -> String {
    let lines = wrapped(words, title, indent: 2).split(separator: "\n").map(String.init)
    let gap = String(repeating: " ", count: MeasureColumns.gap)
    let aligned = zip(cells, figures).map { gap + fitted($0.replacing("\u{A0}", with: " "), $1, right: true) }
    return ([fitted(lines.first ?? "", title) + aligned.joined()] + lines.dropFirst()).joined(separator: "\n")
  }

  private static func figures(of line: Card.MeasureLine) -> [String] {
    [line.value, line.target ?? "–", line.peerMedian ?? "–", line.points ?? "–"]
  }
}
