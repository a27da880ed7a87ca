import ScorerKit

extension Branch {
  /// The same key, its examples being of these scorers: a gate on one of their measures, a table of theirs that is exempt.
  func fitting(_ scorers: [any Scorer.Type]) -> Branch {
    switch name {
    case GateKeys.gates.name: taking(shape, examples: [Branch.gate(on: scorers)].compactMap(\.self))
    case ExemptionKeys.exemptions.name: taking(shape, examples: [Branch.exemption(of: scorers)].compactMap(\.self))
    default: self
    }
  }

  /// At the value of the first scored measure that earns nothing, or little.
  private static func gate(on scorers: [any Scorer.Type]) -> Literal? {
    for scorer in scorers {
      for measure in scorer.measures {
        guard case .scored(_, .fixed(let curve)) = measure.role, let limit = curve.worst(measure.direction) else {
          continue
        }
        let comparison: Programme.Gate.Comparison = measure.direction == .higher ? .below : .above
        let value = Spelling<Double>.value(of: measure).literal(limit)
        return .list([
          .group([
            GateKeys.name.name: .text(measure.id.replacing("_", with: " ")),
            GateKeys.when.name: .group(["\(scorer.id).\(measure.id)": .group([comparison.rawValue: value])]),
            GateKeys.cap.name: .text(Programme.standardTiers(on: .standard).last?.name ?? ""),
            GateKeys.reason.name: .text("Nobody should be let down so far."),
          ])
        ])
      }
    }
    return nil
  }

  /// Of the first table whose rows can be taken out.
  private static func exemption(of scorers: [any Scorer.Type]) -> Literal? {
    let tables = scorers.flatMap { $0.reads.map { $0.table } }.filter(Programme.Exemption.canExempt).map(\.name)
    guard let table = tables.min() else { return nil }
    return .list([
      .group([
        ExemptionKeys.name.name: .text("Outage"), ExemptionKeys.from.name: .text("2026-10-03"),
        ExemptionKeys.to.name: .text("2026-10-05"), ExemptionKeys.tables.name: .list([.text(table)]),
        ExemptionKeys.reason.name: .text("The platform was down."),
      ])
    ])
  }
}

extension Curve {
  /// The value that earns the least of those that it names.
  fileprivate func worst(_ direction: Measure.Direction) -> Double? {
    switch self {
    case .points(let anchors), .steps(let anchors): (direction == .higher ? anchors.first : anchors.last)?.value
    case .lognormal(_, let median): median
    case .identity: nil
    }
  }
}
