import ScorerKit

extension ProgrammeReading {
  private static let example = "`C01: { title: Cancer screening, curve: { points: { 50: 0, 80: 100 } } }`"

  /// The measures that a programme declares for a scorer that has none of its own, in the order of the file. One that is wrong
  /// in part is among them, so that its name is known.
  mutating func declaredMeasures(of type: any DeclaringScorer.Type, _ field: Field?, _ scorer: Field) -> [Measure] {
    let name = "scorers.\(type.id).measures"
    let before = mistakes.count
    let group = group(field, named: name, expectation: "write measures below it, such as \(Self.example)")
    let fields = group?.fields ?? []
    if fields.isEmpty {
      if mistakes.count == before {
        report(
          field?.keyPlace ?? scorer.keyPlace,
          "\(quoted(type.id)) has no measures of its own; declare them below `measures`, such as \(Self.example)")
      }
      return []
    }
    let measures = fields.compactMap { declared($0, of: type, in: name) }
    if !measures.contains(where: \.isScored), mistakes.count == before {
      report(
        group?.place ?? scorer.keyPlace,
        "all measures of \(quoted(type.id)) have weight 0; give one a weight above 0, or take the scorer out")
    }
    return measures
  }

  private mutating func declared(
    _ field: Field, of type: any DeclaringScorer.Type, in place: String
  ) -> Measure? {
    let id = field.name
    if id.isEmpty || id.unicodeScalars.count > DeclaredMeasureKeys.longestID
      || id.unicodeScalars.contains(where: isUnfitForALine)
    {
      report(
        field.keyPlace,
        "a measure cannot be called \(quoted(id)); write 1 to \(DeclaredMeasureKeys.longestID) characters, without control characters"
      )
      return nil
    }
    let before = mistakes.count
    typealias Keys = DeclaredMeasureKeys
    let own = section(field, named: "\(place).\(id)", keys: Keys.all)
    let title = read(Keys.title, in: own) ?? id
    let unit = read(Keys.unit, in: own) ?? .number
    let direction = read(Keys.direction, in: own) ?? .higher
    let kind = read(Keys.kind, in: own) ?? .mean
    let weight = read(Keys.weight, in: own) ?? 1
    let isShown = read(Keys.shown, in: own) ?? false
    let playbook = read(Keys.playbook, in: own) ?? ""
    let plain = Measure(
      id, title, unit: unit, direction, kind, .shown, needs: type.needs, counting: type.counting, playbook: playbook)
    // Where the unit or direction is wrong, so would be all that is said of the curve.
    guard mistakes.count == before else { return plain }
    let curve = curve(own?[Keys.curve], of: plain)
    if isShown {
      for key in [Keys.weight.name, Keys.curve.name] where own?[key] != nil {
        report(own?[key]?.keyPlace ?? field.keyPlace, "\(quoted(id)) is only shown, so it has no `\(key)`; take it out")
      }
      return plain
    }
    guard weight > 0 else { return plain }
    guard let curve else {
      if own?[Keys.curve] == nil {
        report(
          field.keyPlace,
          "\(quoted(id)) has no `curve`; say what its values are worth, such as `curve: { points: { 50: 0, 80: 100 } }`, or `shown: true`"
        )
      }
      return plain
    }
    return Measure(
      id, title, unit: unit, direction, kind, .scored(weight: weight, curve), needs: type.needs,
      counting: type.counting,
      act: "bring “\(title)” from {now} to {after}", playbook: playbook)
  }
}

extension Spelling<Measure.Kind> {
  /// A breakdown has parts, which a declared measure has not.
  static var declarableKind: Self { choice(of: Measure.Kind.allCases.filter { $0 != .breakdown }) }
}
