import ScorerKit

/// The kinds of curve, in the order in which messages name them.
enum CurveKind: String, CaseIterable {
  case points, lognormal, steps, identity
  case percentile, zscore, minmax, clusters

  var isAgainstPeers: Bool { [.percentile, .zscore, .minmax, .clusters].contains(self) }

  /// Whether the word alone is a curve.
  func isWord(in unit: Measure.Unit) -> Bool {
    switch self {
    case .percentile, .zscore, .minmax: true
    case .identity: unit == .share || unit == .number
    case .points, .lognormal, .steps, .clusters: false
    }
  }

  var help: String {
    switch self {
    case .points: "Straight lines between these values and their points, flat before the first and after the last."
    case .lognormal: "90 points at `p10`, 50 at `median`, falling off smoothly."
    case .steps: "The points of the best value that is reached."
    case .identity: "The value itself."
    case .percentile: "Against peers: the share of them that are worse, ties half."
    case .zscore: "Against peers: by how many standard deviations the value is better than their mean."
    case .minmax: "Against peers: in proportion between the worst of them and the best."
    case .clusters: "Against peers: the points of the groups into which their values are divided, worst first, rising."
    }
  }
}

extension CurveKind {
  /// What may stand below it, where that is no section.
  fileprivate func example(in unit: Measure.Unit) -> Literal? {
    let (low, high): (String, String) =
      switch unit {
      case .share: ("70%", "97%")
      case .hours: ("1h", "8h")
      case .days: ("1d", "10d")
      case .perMonth: ("2%", "20%")
      case .perThousand: ("0", "60")
      case .number: ("0", "5")
      }
    let isRising = unit == .share || unit == .number
    return switch self {
    case .points, .steps: Literal(yaml: "{ \(low): \(isRising ? 0 : 100), \(high): \(isRising ? 100 : 0) }")
    case .clusters: Literal(yaml: "[0, 40, 70, 100]")
    case .lognormal, .identity, .percentile, .zscore, .minmax: nil
    }
  }
}

/// Below a curve's kind.
enum CurveKeys {
  static let mostClusters = 20

  static func p10(_ value: Spelling<Double>) -> Key<Double> {
    Key("p10", "The value for 90 % of all points, the better one; above 0.", value, isNeeded: true)
  }
  static func median(_ value: Spelling<Double>) -> Key<Double> {
    Key("median", "The value for half of all points; above 0.", value, isNeeded: true)
  }
  static func lognormal(_ value: Spelling<Double>) -> [any DeclaredKey] { [p10(value), median(value)] }

  static let mean = Key<Double>(
    "mean", "The points at the peers' mean; without it, half of all there are.",
    on: { .points(on: $0, fromLowest: false) })
  static let deviation = Key<Double>(
    "deviation", "The points of a standard deviation, above 0; without it, 15 % of all there are.",
    on: { .points(on: $0, fromLowest: false) })
  static let winsorise = Key<Int64>(
    "winsorise", "So large a share of the peers at each end count as the next one does.", .winsorised, standard: 0)
  static let zscore: [any DeclaredKey] = [mean, deviation, winsorise]
  static let minmax: [any DeclaredKey] = [winsorise]

  /// What may stand below `curve` for a measure in this unit.
  static func shape(in unit: Measure.Unit) -> Shape {
    let value = Spelling<Double>.value(in: unit)
    let words = CurveKind.allCases.filter { $0.isWord(in: unit) }.map(\.rawValue)
    let keys = CurveKind.allCases.compactMap { kind in
      below(kind, value).map { shape in
        Branch(
          name: kind.rawValue, help: kind.help, shape: shape, standard: nil,
          examples: [kind.example(in: unit)].compactMap(\.self), isNeeded: !kind.isWord(in: unit))
      }
    }
    return .either([.scalar(.words(words), "write \(oneOf(words))"), .section(keys, [.oneKey])])
  }

  /// `nil`: nothing, it is a word alone.
  private static func below(_ kind: CurveKind, _ value: Spelling<Double>) -> Shape? {
    func points(fromLowest: Bool) -> Shape {
      Key<Double>("points", "", on: { .points(on: $0, fromLowest: fromLowest) }).shape
    }
    return switch kind {
    case .points: .group(of: points(fromLowest: false), keys: value.form, value.expectation, atLeast: 2)
    case .steps: .group(of: points(fromLowest: true), keys: value.form, value.expectation, atLeast: 1)
    case .lognormal: .section(lognormal(value))
    case .zscore: .section(zscore)
    case .minmax: .section(minmax)
    case .clusters: .list(of: points(fromLowest: true), 2...mostClusters)
    case .identity, .percentile: nil
    }
  }
}
