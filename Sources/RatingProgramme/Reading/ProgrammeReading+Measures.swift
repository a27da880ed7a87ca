import ScorerKit

extension ProgrammeReading {
  /// Every scored measure of a scorer, with the programme's weights and curves where it has any.
  mutating func measures(of type: any Scorer.Type, _ field: Field?) -> [MeasurePlan] {
    var plans = type.measures.compactMap { MeasurePlan.standard($0, scale) }
    let name = "scorers.\(type.id).measures"
    guard let section = section(field, named: name, keys: type.measures.map(\.id), noun: "measure") else {
      return plans
    }
    for field in section.fields {
      guard let measure = type.measures.first(where: { $0.id == field.name }) else { continue }
      let own = self.section(field, named: "\(name).\(field.name)", keys: MeasureKeys.all)
      guard let i = plans.firstIndex(where: { $0.measure.id == measure.id }) else {
        for key in own?.fields ?? [] {
          report(
            key.keyPlace,
            "\(quoted(measure.id)) is only shown on the card, so it has no `\(key.name)`; take it out")
        }
        continue
      }
      plans[i].weight = read(MeasureKeys.weight, in: own) ?? plans[i].weight
      plans[i].curve = curve(own?[MeasureKeys.curve], of: measure) ?? plans[i].curve
    }
    if !plans.isEmpty, plans.allSatisfy({ $0.weight == 0 }) {
      report(
        section.place,
        "all measures of \(quoted(type.id)) have weight 0; give one a weight above 0, or take the scorer out")
    }
    return plans
  }
}
