extension Declaration {
  /// That a scored measure has an act, a playbook, and a curve that does not reward the worse.
  public static func measure(_ measure: Measure) -> [String] {
    guard case .scored(let weight, let curve) = measure.role else { return [] }
    var faults: [String] = []
    if !(weight > 0 && weight.isFinite) { faults.append("its weight is \(weight)") }
    if measure.act.isEmpty { faults.append("it has no act") }
    if measure.playbook.isEmpty { faults.append("it has no playbook") }
    if measure.kind == .breakdown { faults.append("a breakdown has no one value to score") }
    faults += self.rule(curve, measure)
    return faults.map { "\(measure.id): \($0)" }
  }

  private static func rule(_ rule: CurveRule, _ measure: Measure) -> [String] {
    switch rule {
    case .fixed(let curve): return self.curve(curve, measure)
    case .percentile: return []
    case .zscore(let mean, let deviation, let winsorise):
      let isRight = (0...100).contains(mean) && deviation > 0 && deviation <= 100 && (0..<500_000).contains(winsorise)
      return isRight ? [] : ["its z-score has a mean, deviation or share that can't be"]
    case .minmax(let winsorise): return (0..<500_000).contains(winsorise) ? [] : ["it winsorises a share that can't be"]
    case .clusters(let points):
      let isRight =
        points.count >= 2 && points.allSatisfy { (0...100).contains($0) }
        && zip(points, points.dropFirst()).allSatisfy { $0 < $1 }
      return isRight ? [] : ["the points of its clusters do not rise within 0…100"]
    }
  }

  private static func curve(_ curve: Curve, _ measure: Measure) -> [String] {
    switch curve {
    case .points(let anchors), .steps(let anchors):
      var faults: [String] = []
      if anchors.isEmpty { faults.append("its curve has no anchors") }
      if !anchors.allSatisfy({ (0...100).contains($0.points) }) { faults.append("its curve leaves 0…100") }
      for (low, high) in zip(anchors, anchors.dropFirst()) {
        if !(low.value < high.value) { faults.append("its curve's values do not ascend at \(high.value)") }
        let isRewarding = measure.direction == .higher ? low.points <= high.points : low.points >= high.points
        if !isRewarding { faults.append("its curve rewards the worse between \(low.value) and \(high.value)") }
      }
      if anchors.allSatisfy({ $0.points == anchors.first?.points }) { faults.append("its curve tells nothing apart") }
      return faults
    case .lognormal(let p10, let median):
      if !(p10 > 0 && median > 0) { return ["its log-normal curve has anchors that are not above 0"] }
      let isRewarding = measure.direction == .higher ? p10 > median : p10 < median
      return isRewarding ? [] : ["its log-normal curve rewards the worse"]
    case .identity:
      return [.share, .number].contains(measure.unit) ? [] : ["its value can't be taken for points"]
    }
  }

  /// In acts `{change}`, `{numerator}` and `{denominator}`, also as `:money`; `{now}`, `{after}`; and the settings' ids. Kinds
  /// without a numerator have no `{change}` either. In clauses about rows `{window}`, `{month}` and the settings' ids.
  public static func placeholders(of scorer: any Scorer.Type) -> [String] {
    let settings = scorer.init().settings.map(\.id)
    return scorer.measures.flatMap { measure in
      let isCounted = [.proportion, .rate, .ratio, .mean].contains(measure.kind)
      let counted = isCounted ? ["change", "numerator", "denominator"] : ["denominator"]
      let figures = Set(counted + counted.map { "\($0):money" } + ["now", "after"] + settings)
      let clauses = [measure.counting?.of, measure.counting?.when].compactMap { $0 }
      return placeholders(in: measure.act, of: measure, known: figures)
        + clauses.flatMap { placeholders(in: $0, of: measure, known: Set(["window", "month"] + settings)) }
    }
  }

  private static func placeholders(in text: String, of measure: Measure, known: Set<String>) -> [String] {
    var rest = Substring(text)
    var faults: [String] = []
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        return ["\(measure.id): braces do not match in “\(text)”"]
      }
      let name = String(rest[rest.index(after: open)..<close])
      if !known.contains(name) { faults.append("\(measure.id): there is nothing to write for {\(name)}") }
      rest = rest[rest.index(after: close)...]
    }
    return faults
  }
}
