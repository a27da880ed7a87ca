import RatingRecord

/// The charts, as SVG that Swift builds from numbers. Positions are per cents of the width, so the text keeps its size
/// on any screen. Each says in words what it shows.
enum Drawings {
  /// The score among the tiers.
  static func scale(_ standing: Card.Standing) -> HTML {
    var svg = open(height: 68, standing.alternative)
    svg += #"<rect class="band" x="0" y="24" width="100%" height="12"/>"#
    svg += rect("own", from: 0, to: standing.place(of: standing.score), y: 24, height: 12)
    if let interval = standing.interval {
      let ends = [standing.place(of: interval.low), standing.place(of: interval.high ?? .infinity)]
      svg += rect("veil", from: ends[0], to: ends[1], y: 20, height: 20)
      svg += line("mark", at: ends[0], from: 20, to: 40) + line("mark", at: ends[1], from: 20, to: 40)
    }
    for step in standing.steps {
      let (start, end) = (standing.place(of: step.from), standing.place(of: step.to))
      if start > 0, start < 1 {
        svg += line("gap", at: start, from: 22, to: 38) + line("axis", at: start, from: 38, to: 43)
      }
      svg += label(trimmed(step.from, places: 2), at: start, y: 66, "")
      if end - start >= 0.11 {
        svg += text(
          step.name, at: (start + end) / 2, y: 54, anchor: "middle", step.name == standing.tier ? "own" : "")
      }
    }
    if !standing.steps.contains(where: { standing.place(of: $0.from) >= 0.95 }) {
      svg += label(standing.scale.toText, at: 1, y: 66, "")
    }
    return svg + label(standing.scoreText, at: standing.place(of: standing.score), y: 16, "own") + "</svg>"
  }

  /// Points earned of points possible; `longest` is the points that fill the width.
  static func bar(_ part: Card.ScorerPart, longest: Double) -> HTML? {
    guard longest > 0, part.possible > 0 else { return nil }
    let peers = part.peers.map { ", peers’ median \(decimal($0, places: 1))" } ?? ""
    var svg = open(
      height: part.peers == nil ? 22 : 34, "\(part.title): \(part.earnedText) of \(part.possibleText) points\(peers)")
    svg += rect("band", from: 0, to: part.possible / longest, y: 5, height: 12)
    if let earned = part.earned { svg += rect("own", from: 0, to: earned / longest, y: 5, height: 12) }
    if let median = part.peers {
      let place = min(1, median / longest)
      svg += line("halo", at: place, from: 2, to: 20, width: 5) + line("mark", at: place, from: 2, to: 20)
      svg += label("peers \(decimal(median, places: 1))", at: place, y: 32, "")
    }
    return svg + "</svg>"
  }

  /// A measure on its axis; better is right, as the arrowhead says.
  static func strip(_ strip: Strip) -> HTML {
    func inset(_ place: Double) -> Double { 0.03 + place * 0.92 }
    var svg = open(height: 45, strip.alternative)
    svg += #"<line class="axis" x1="0" y1="24" x2="100%" y2="24"/>"#
    svg += #"<svg x="100%" y="24"><path class="axis" d="M-6-4 0 0-6 4"/></svg>"#
    if let half = strip.middleHalf {
      let low = inset(half.lowerBound)
      svg += rect("band", from: low, to: max(inset(half.upperBound), low + 0.01), y: 18, height: 12)
    }
    if let median = strip.median {
      svg += line("mark", at: inset(median), from: 15, to: 33) + label("peers", at: inset(median), y: 43, "")
    }
    if let target = strip.target {
      svg += line("mark", at: inset(target), from: 14, to: 30) + label("target", at: inset(target), y: 11, "")
    }
    // On a phone, where the column's header is not seen: whichever end the peers' label leaves free.
    let free = strip.median.map(inset) ?? 0
    svg +=
      free < 0.68
      ? text("better", at: 1, y: 43, anchor: "end", "way") : text("worse", at: 0, y: 43, anchor: "start", "way")
    if let likely = strip.likely {
      svg += #"<line class="likely" x1="\#(percent: inset(likely.lowerBound))" y1="24" "#
      svg += #"x2="\#(percent: inset(likely.upperBound))" y2="24"/>"#
    }
    if let scored = strip.scored {
      svg += #"<circle class="ring" cx="\#(percent: inset(scored))" cy="24" r="5"/>"#
    }
    if let value = strip.value {
      svg += #"<circle class="own halo" cx="\#(percent: inset(value))" cy="24" r="6"/>"#
    }
    return svg + "</svg>"
  }

  /// A plain bar, 0…1, for a count that stands beside it in figures.
  static func share(_ length: Double, thin: Bool = false) -> HTML {
    #"<svg width="100%" height="16" aria-hidden="true">"#
      + rect("own", from: 0, to: length, y: thin ? 6 : 3, height: thin ? 5 : 10) + "</svg>"
  }

  /// A bar to the right of the middle, or to its left, −1…1, for an amount that stands beside it in figures.
  static func balance(_ length: Double) -> HTML {
    let end = 0.5 + length / 2
    return #"<svg width="100%" height="22" aria-hidden="true">"#
      + rect(length < 0 ? "other" : "own", from: min(0.5, end), to: max(0.5, end), y: 6, height: 10)
      + line("axis", at: 0.5, from: 1, to: 21) + "</svg>"
  }

  static func open(height: Int, _ alternative: String) -> HTML {
    #"<svg width="100%" height="\#(height)" role="img" aria-label="\#(alternative)">"#
  }

  static func rect(_ style: String, from: Double, to: Double, y: Int, height: Int) -> HTML {
    let low = min(1, max(0, from))
    let width = min(1, max(0, to)) - low
    return #"<rect class="\#(style)" x="\#(percent: low)" y="\#(y)" width="\#(percent: width)" height="\#(height)"/>"#
  }

  static func line(_ style: String, at place: Double, from: Int, to: Int, width: Int? = nil) -> HTML {
    let x: HTML = "\(percent: place)"
    let stroke: HTML? = width.map { #" style="stroke-width:\#($0)""# }
    return #"<line class="\#(style)" x1="\#(x)" y1="\#(from)" x2="\#(x)" y2="\#(to)"\#(stroke)/>"#
  }

  /// A label under or over its mark, kept within the drawing at either end.
  static func label(_ words: String, at place: Double, y: Int, _ style: String) -> HTML {
    text(words, at: place, y: y, anchor: place < 0.12 ? "start" : place > 0.88 ? "end" : "middle", style)
  }

  static func text(_ words: String, at place: Double, y: Int, anchor: String, _ style: String) -> HTML {
    let style: HTML = style.isEmpty ? "" : #" class="\#(style)""#
    return #"<text x="\#(percent: place)" y="\#(y)" text-anchor="\#(anchor)"\#(style)>\#(words)</text>"#
  }
}

extension Markup<HTMLLanguage>.StringInterpolation {
  /// A place on the width, 0…1, as `12.34%`: hundreds of these are in a card, so none goes the long way round of
  /// `coordinate`, which it agrees with.
  mutating func appendInterpolation(percent place: Double) {
    let scaled = min(1, max(0, place)) * 10_000
    let (whole, rest) = Int(scaled + 4 * scaled.ulp + 0.5).quotientAndRemainder(dividingBy: 100)
    appendInterpolation(whole)
    if rest > 0 {
      appendLiteral(rest < 10 ? ".0" : ".")
      appendInterpolation(rest % 10 == 0 ? rest / 10 : rest)
    }
    appendLiteral("%")
  }
}
