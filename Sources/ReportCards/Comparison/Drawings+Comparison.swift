import RatingRecord

extension Drawings {
  /// Guilds as bands from the tiers before, at the left, to the tiers after, at the right.
  static func flow(_ migration: ProgrammeComparison.Migration, alternative: String) -> HTML {
    let frame = FlowFrame(migration)
    var svg = open(height: FlowFrame.height, alternative)
    svg += #"<svg x="24%" width="52%" height="\#(FlowFrame.height)" viewBox="0 0 1000 \#(FlowFrame.height)" "#
    svg += #"preserveAspectRatio="none" aria-hidden="true">"#
    for band in frame.bands {
      let (left, right, end) = (band.left, band.right, band.height)
      svg += #"<path class="\#(band.stays ? "flow" : "flow moves")" d="M0 \#(coordinate(left))"#
      svg += "C500 \(coordinate(left)) 500 \(coordinate(right)) 1000 \(coordinate(right))"
      svg += "V\(coordinate(right + end))C500 \(coordinate(right + end)) 500 \(coordinate(left + end)) 0 "
      svg += #"\#(coordinate(left + end))z"/>"#
    }
    svg += "</svg>"
    for (blocks, x, anchor, place) in [(frame.before, "23%", "end", 0.215), (frame.after, "76%", "start", 0.785)] {
      for block in blocks where block.count > 0 {
        svg += #"<rect class="own" x="\#(x)" y="\#(coordinate(block.top))" width="1%" "#
        svg += #"height="\#(coordinate(max(1, block.height)))"/>"#
        let y = Int((block.label + 4).rounded())
        svg += text("\(block.name) \(countText(block.count))", at: place, y: y, anchor: anchor, "")
      }
    }
    return svg + "</svg>"
  }

  /// How many scores change by how much: a bar for as many points as `step`, those that stay left out.
  static func histogram(_ histogram: ChangeHistogram) -> HTML {
    let (base, top) = (132.0, 14.0)
    var svg = open(height: 170, histogram.alternative)
    let count = Double(histogram.bins.count)
    let most = Double(histogram.bins.max() ?? 1)
    for (i, guilds) in histogram.bins.enumerated() where guilds > 0 {
      let height = max(1, (base - top) * Double(guilds) / most)
      svg += #"<rect class="\#(histogram.first + i < 0 ? "other" : "own")" x="\#(percent: Double(i) / count)" "#
      svg += #"y="\#(coordinate(base - height))" width="\#(percent: 0.9 / count)" height="\#(coordinate(height))"/>"#
      if guilds == Int(most) {
        svg += label(countText(guilds), at: (Double(i) + 0.45) / count, y: Int(base - height) - 4, "")
      }
    }
    svg += #"<line class="axis" x1="0" y1="132" x2="100%" y2="132"/>"#
    for tick in histogram.ticks {
      let place = (Double(tick.bin - histogram.first) + 0.45) / count
      svg += line("axis", at: place, from: 132, to: 137) + label(tick.label, at: place, y: 150, "")
    }
    return svg + text("points", at: 1, y: 166, anchor: "end", "") + "</svg>"
  }
}

/// Score changes counted in bins around 0, for a drawing.
struct ChangeHistogram {
  /// From the lowest on; bin 0 is around no change.
  var bins: [Int]
  /// The number of the first: bin n holds changes nearest to n steps.
  let first: Int
  /// Hundredths.
  let step: Hundredths
  let unchanged: Int
  let alternative: String

  /// - Returns: `nil` where no score changes.
  init?(_ changes: [Hundredths]) {
    let moving = changes.filter { $0 != 0 }
    guard let low = moving.min(), let high = moving.max() else { return nil }
    unchanged = changes.count - moving.count
    let reach = max(high, 0) - min(low, 0)
    step = [1, 2, 5, 10, 20, 50, 100, 200, 500].first { reach / $0 < 40 } ?? max(1, reach / 40 + 1)
    func bin(_ change: Hundredths, _ step: Hundredths) -> Int {
      Int((Double(change) / Double(step)).rounded(.toNearestOrAwayFromZero))
    }
    first = min(0, bin(low, step))
    bins = Array(repeating: 0, count: max(0, bin(high, step)) - first + 1)
    for change in moving { bins[bin(change, step) - first] += 1 }
    let falls = moving.count { $0 < 0 }
    alternative =
      "Score changes: \(countText(falls)) fall, \(countText(moving.count - falls)) rise, from \(changeText(inPoints(low))) to \(changeText(inPoints(high))) points"
  }

  /// Round amounts, at most nine.
  var ticks: [(bin: Int, label: String)] {
    let every = [1, 2, 5, 10, 20].first { bins.count / $0 <= 7 } ?? bins.count
    return (first..<first + bins.count).filter { $0.isMultiple(of: every) }.map { bin in
      let points = inPoints(Hundredths(bin) * step)
      return (bin, points == 0 ? "0" : (points > 0 ? "+" : "") + trimmed(points, places: 2))
    }
  }
}

/// Where tiers and the bands between them lie.
private struct FlowFrame {
  static let height = 260
  private static let gap = 10.0

  struct Block {
    var name: String
    var count: Int
    var top = 0.0
    var height = 0.0
    /// The middle of its label: off the block's where two would lie on each other.
    var label = 0.0
  }

  var before: [Block]
  var after: [Block]
  var bands: [(left: Double, right: Double, height: Double, stays: Bool)] = []

  init(_ migration: ProgrammeComparison.Migration) {
    func name(_ tier: String?) -> String {
      tier.map { fitted(visible($0), min(14, displayWidth(visible($0)))) } ?? "unrated"
    }
    let guilds = max(1, migration.beforeTotals.reduce(0, +))
    let tiers = max(migration.before.count, migration.after.count)
    let room = Double(FlowFrame.height) - FlowFrame.gap * Double(tiers + 1)
    let scale = max(20, room) / Double(guilds)
    func blocks(_ names: [String?], _ totals: [Int]) -> [Block] {
      var top = FlowFrame.gap
      var label = 0.0
      return zip(names, totals).map { tier, count in
        var block = Block(name: name(tier), count: count, top: top, height: Double(count) * scale)
        if count > 0 {
          top += block.height + FlowFrame.gap
          block.label = max(label + 14, block.top + block.height / 2)
          label = block.label
        }
        return block
      }
    }
    before = blocks(migration.before, migration.beforeTotals)
    after = blocks(migration.after, migration.afterTotals)
    var (lefts, rights) = (before.map(\.top), after.map(\.top))
    for (row, counts) in migration.counts.enumerated() {
      for (column, count) in counts.enumerated() where count > 0 {
        let height = Double(count) * scale
        // Unrated is the last on both sides, whatever the number of tiers.
        let stays = row == migration.before.count - 1 ? column == migration.after.count - 1 : row == column
        bands.append(
          (
            lefts[row], rights[column], height,
            stays && (row < migration.before.count - 1) == (column < migration.after.count - 1)
          ))
        lefts[row] += height
        rights[column] += height
      }
    }
  }
}
