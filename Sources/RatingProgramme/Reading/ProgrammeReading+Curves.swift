import ScorerKit

extension ProgrammeReading {
  private static let expectation =
    "write `{ points: … }`, `{ lognormal: … }`, `{ steps: … }` or `identity`, or against peers `percentile`, `zscore`, `minmax` or `{ clusters: … }`"

  mutating func curve(_ field: Field?, of measure: Measure) -> CurveRule? {
    guard let field, !field.node.isNull else { return nil }
    if case .scalar(let text, _) = field.node.content { return curve(named: text, field, of: measure) }
    let before = mistakes.count
    guard
      let kinds = section(field, named: "curve", keys: CurveKind.allCases.map(\.rawValue), noun: "kind"),
      mistakes.count == before
    else { return nil }
    if kinds.fields.count > 1 {
      let names = oneOf(kinds.fields.map(\.name))
      report(kinds.fields[1].keyPlace, "a curve is of one kind; take out all but one of \(names)")
      return nil
    }
    guard let own = kinds.fields.first, let kind = CurveKind(rawValue: own.name) else {
      report(field.place, "`curve` is empty; \(Self.expectation)")
      return nil
    }
    switch kind {
    case .points: return anchors(own, of: measure, atLeast: 2).map(CurveRule.points)
    case .steps: return anchors(own, of: measure, atLeast: 1).map(CurveRule.steps)
    case .lognormal: return lognormal(own, of: measure)
    case .percentile, .zscore, .minmax, .clusters: return curveAgainstPeers(kind, own)
    case .identity:
      report(own.keyPlace, "`identity` has nothing below it; write `curve: identity`")
      return nil
    }
  }

  private mutating func curve(named name: String, _ field: Field, of measure: Measure) -> CurveRule? {
    let kind = CurveKind(rawValue: name)
    if kind == .identity {
      if CurveKind.identity.isWord(in: measure.unit) { return .identity }
      report(
        field.place,
        "`identity` takes the value for points, which \(quoted(measure.id)) is not fit for; write `{ points: … }`")
    } else if let kind, kind.isAgainstPeers {
      return curveAgainstPeers(named: kind, field)
    } else {
      let suggestion = didYouMean(nearestName(to: name, among: CurveKind.allCases.map(\.rawValue)))
      report(field.place, "`curve` cannot be \(quoted(name)); \(Self.expectation)\(suggestion)")
    }
    return nil
  }

  /// An anchor with where it is written.
  private struct PlacedAnchor {
    let field: Field
    let anchor: Curve.Anchor
  }

  /// In ascending order of value; points never fall as the value gets better.
  private mutating func anchors(_ field: Field, of measure: Measure, atLeast: Int) -> [Curve.Anchor]? {
    let example = "value and points, such as `{ 70%: 0, 97%: 100 }`"
    if field.node.isNull {
      report(field.keyPlace, "\(quoted(field.name)) is empty; write \(example)")
      return nil
    }
    let before = mistakes.count
    guard let group = group(field, named: field.name, expectation: "write \(example)") else { return nil }
    var anchors: [PlacedAnchor] = []
    for pair in group.fields {
      let value = interpret(pair.name, at: pair.keyPlace, name: measure.id, as: .value(of: measure))
      // A step is all there is, where points lead from anchor to anchor.
      let spelling = Spelling.points(on: scale, fromLowest: field.name == "steps")
      if pair.node.isNull { report(pair.keyPlace, "\(quoted(pair.name)) has no points; \(spelling.expectation)") }
      // Read whether or not the value is right, so that both mistakes are told.
      let points = read(Field(name: "points", keyPlace: pair.keyPlace, node: pair.node), as: spelling)
      guard let value else { continue }
      if let same = anchors.first(where: { $0.anchor.value == value }) {
        report(
          pair.keyPlace,
          "\(quoted(pair.name)) is the same as \(quoted(same.field.name)) on line \(same.field.keyPlace.line); take one of them out"
        )
      } else if let points {
        anchors.append(PlacedAnchor(field: pair, anchor: Curve.Anchor(value, points)))
      }
    }
    if group.fields.count < atLeast, mistakes.count == before {
      report(
        group.place, "\(quoted(field.name)) needs at least \(atLeast == 1 ? "one pair" : "two pairs") of \(example)")
    }
    guard mistakes.count == before else { return nil }
    anchors.sort { $0.anchor.value < $1.anchor.value }
    return rises(anchors, measure) ? anchors.map(\.anchor) : nil
  }

  private mutating func rises(_ anchors: [PlacedAnchor], _ measure: Measure) -> Bool {
    for (low, high) in zip(anchors, anchors.dropFirst()) {
      let (worse, better) = measure.direction == .higher ? (low, high) : (high, low)
      guard better.anchor.points < worse.anchor.points else { continue }
      report(
        better.field.keyPlace,
        "\(quoted(better.field.name)) earns fewer points than \(quoted(worse.field.name)), though \(measure.direction.rawValue) is better for \(quoted(measure.id)); points must not fall as the value gets better"
      )
      return false
    }
    return true
  }

  private mutating func lognormal(_ field: Field, of measure: Measure) -> CurveRule? {
    let missing = "write `{ p10: …, median: … }`, the values for 90 % and for half of all points"
    if field.node.isNull {
      report(field.keyPlace, "`lognormal` is empty; \(missing)")
      return nil
    }
    guard let section = section(field, named: "lognormal", keys: CurveKeys.lognormal(.value(of: measure))) else {
      return nil
    }
    let p10 = positive(CurveKeys.p10(.value(of: measure)), in: section, missing)
    let median = positive(CurveKeys.median(.value(of: measure)), in: section, missing)
    guard let p10, let median else { return nil }
    if measure.direction == .higher ? p10 > median : p10 < median {
      return .lognormal(p10: p10, median: median)
    }
    report(
      section[CurveKeys.p10(.value(of: measure))]?.place ?? section.place,
      "`p10` must be better than `median`, and \(measure.direction.rawValue) is better for \(quoted(measure.id)); swap them, or mend one"
    )
    return nil
  }

  private mutating func positive(_ key: Key<Double>, in section: Section, _ missing: String) -> Double? {
    guard let field = section[key] else {
      report(section.place, "`lognormal` has no `\(key.name)`; \(missing)")
      return nil
    }
    guard let value = read(key, in: section) else { return nil }
    if value > 0 { return value }
    report(field.place, "`\(key.name)` must be above 0; a log-normal curve has no value at or below it")
    return nil
  }
}
