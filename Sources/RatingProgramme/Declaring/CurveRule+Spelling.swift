import ScorerKit

extension CurveRule {
  /// As a programme has it below `curve`: `{ points: { 70%: 0, 97%: 100 } }`.
  func spelled(in unit: Measure.Unit) -> String {
    switch self {
    case .fixed(let curve): curve.spelled(in: unit)
    case .percentile: CurveKind.percentile.rawValue
    case .zscore(let mean, let deviation, let winsorise):
      "{ zscore: { mean: \(spelledNumber(mean)), deviation: \(spelledNumber(deviation)), winsorise: \(spelledPercent(winsorise)) } }"
    case .minmax(let winsorise): "{ minmax: { winsorise: \(spelledPercent(winsorise)) } }"
    case .clusters(let points): "{ clusters: [\(points.map(spelledNumber).joined(separator: ", "))] }"
    }
  }
}

extension Curve {
  fileprivate func spelled(in unit: Measure.Unit) -> String {
    let spell = Spelling<Double>.value(in: unit).spell
    func list(_ anchors: [Anchor]) -> String {
      anchors.map { "\(spell($0.value)): \(spelledNumber($0.points))" }.joined(separator: ", ")
    }
    return switch self {
    case .points(let anchors): "{ points: { \(list(anchors)) } }"
    case .steps(let anchors): "{ steps: { \(list(anchors)) } }"
    case .lognormal(let p10, let median): "{ lognormal: { p10: \(spell(p10)), median: \(spell(median)) } }"
    case .identity: CurveKind.identity.rawValue
    }
  }
}

extension Measure.Unit {
  /// What a value is: `a share`.
  var inWords: String {
    switch self {
    case .share: "a share"
    case .hours: "hours"
    case .days: "days"
    case .perMonth: "per broadcaster-month"
    case .perThousand: "per 1,000 broadcaster-months"
    case .number: "a plain number"
    }
  }
}

extension Measure {
  /// Its title, settings called by their names: `Answered within first_response_target`.
  var plainTitle: String { title.filter { $0 != "{" && $0 != "}" } }

  /// Its title, unit and direction in a sentence without an end.
  var inWords: String { "\(plainTitle), \(unit.inWords): \(direction.rawValue) is better" }
}
