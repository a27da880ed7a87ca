import ScorerKit

extension Programme {
  /// The JSON Schema (draft 2020-12) of programmes that may name these scorers, made of what reading declares: keys, spellings,
  /// defaults and help. It accepts whatever reading does, and refuses what can be refused without reading.
  public static func schema(scorers: [any Scorer.Type]) -> Literal {
    let keys: [any DeclaredKey] = ProgrammeKeys.all.map { ($0 as? Branch)?.fitting(scorers) ?? $0 }
    let root = Shape.section(keys).keywords(orNothing: false)
    var definitions: Keywords = [.init("scorers", .group(scorersSchema(scorers)))]
    definitions += scorers.map { .init("scorer_\($0.id)", $0.schema) }
    definitions += Measure.Unit.allCases.map { unit in
      .init("curve_\(unit.rawValue)", .group(CurveKeys.shape(in: unit).keywords(orNothing: true)))
    }
    definitions.append(.init("conditions", .group(conditionsSchema(scorers))))
    definitions += Measure.Unit.allCases.map { unit in
      .init("limits_\(unit.rawValue)", .group(GateKeys.shape(.value(in: unit)).keywords(orNothing: false)))
    }
    return .group(
      [
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text("A Guildmark programme")),
        .init("description", .text("How guilds are rated: Docs/Programmes.md explains every key.")),
      ] + root + [.init("$defs", .group(definitions))])
  }

  /// Each scorer by its id; all of them with a weight, or none.
  private static func scorersSchema(_ scorers: [any Scorer.Type]) -> Keywords {
    let keys = scorers.map { Branch($0.id, "\($0.title). \($0.summary)", .reference("scorer_\($0.id)")) }
    let weight = ScorerKeys.weight.name
    let weighed = Literal.group([
      "type": .text("object"), "required": .words([weight]),
      "properties": .group([weight: .group(["not": .group(["type": .text("null")])])]),
    ])
    let plain = Literal.group(["properties": .group([weight: .group(["type": .text("null")])])])
    return Shape.section(keys).keywords(orNothing: false) + [
      .init("minProperties", .count(1)),
      .init(
        "anyOf",
        .list([.group(["additionalProperties": weighed]), .group(["additionalProperties": plain])])),
    ]
  }

  /// What a gate may look at, by `scorer.measure`.
  private static func conditionsSchema(_ scorers: [any Scorer.Type]) -> Keywords {
    var keys: [any DeclaredKey] = []
    var declared: Keywords = []
    for scorer in scorers {
      for measure in scorer.measures where measure.kind != .breakdown {
        keys.append(
          Branch(
            "\(scorer.id).\(measure.id)", "\(measure.inWords).", .reference("limits_\(measure.unit.rawValue)"),
            isNeeded: true))
      }
      if scorer is any DeclaringScorer.Type {
        let units = Measure.Unit.allCases.map { Shape.reference("limits_\($0.rawValue)") }
        declared.append(
          .init("^\(scorer.id)\\.[\\s\\S]", .group(Shape.either(units).keywords(orNothing: false))))
      }
    }
    var keywords: Keywords = [
      .init("type", .text("object")), .init("minProperties", .count(1)),
      .init("properties", .group(keys.map { .init($0.name, $0.schema) })),
    ]
    if !declared.isEmpty { keywords.append(.init("patternProperties", .group(declared))) }
    return keywords + [.init("additionalProperties", .boolean(false))]
  }
}

extension GateKeys {
  fileprivate static func shape(_ value: Spelling<Double>) -> Shape {
    .section(limits(value), [.someOf(Programme.Gate.Comparison.allCases.map(\.rawValue))])
  }
}

extension Scorer {
  /// What stands below the scorer's id.
  fileprivate static var schema: Literal {
    let settings = Self().settings.map(SettingKey.init)
    let isDeclaring = Self.self is any DeclaringScorer.Type
    let keys: [any DeclaredKey] = [
      ScorerKeys.weight, ScorerKeys.window, ScorerKeys.settings.taking(.section(settings)),
      isDeclaring
        ? ScorerKeys.declaredMeasures.taking(declaredMeasures) : ScorerKeys.measures.taking(.section(measureKeys)),
    ]
    return .group(
      [.init("description", .text("\(title). \(summary)"))] + Shape.section(keys).keywords(orNothing: !isDeclaring))
  }

  private static var measureKeys: [any DeclaredKey] {
    measures.map { measure in
      guard case .scored(let weight, let curve) = measure.role else {
        return Branch(measure.id, "\(measure.inWords). Only shown: it has neither weight nor curve.", .section([]))
      }
      let spelled = curve.spelled(in: measure.unit)
      let keys: [any DeclaredKey] = [
        MeasureKeys.weight.taking(MeasureKeys.weight.shape, standard: Spelling.weight.literal(weight)),
        MeasureKeys.curve.taking(.reference("curve_\(measure.unit.rawValue)"), standard: Literal(yaml: spelled)),
      ]
      return Branch(
        measure.id, "\(measure.inWords). By default weight \(spelledNumber(weight)), curve \(spelled).", .section(keys))
    }
  }

  /// Measures that a programme declares, whose curves are in the unit that it says.
  private static var declaredMeasures: Shape {
    let unit = DeclaredMeasureKeys.unit
    let rules = Measure.Unit.allCases.map { word in
      Shape.Rule.whenever(
        unit.name, says: word.rawValue, isDefault: unit.standard == .text(word.rawValue),
        DeclaredMeasureKeys.curve.name, .reference("curve_\(word.rawValue)"))
    }
    let id = Form.text("[\\s\\S]{1,\(DeclaredMeasureKeys.longestID)}")
    return .group(
      of: .section(DeclaredMeasureKeys.all, rules), keys: id,
      "write an id of 1 to \(DeclaredMeasureKeys.longestID) characters", atLeast: 1)
  }
}
