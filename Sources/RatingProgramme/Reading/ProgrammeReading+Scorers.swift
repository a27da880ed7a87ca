import ScorerKit

extension ProgrammeReading {
  /// A scorer that a programme names, and what it says of it; nothing: all defaults.
  struct ScorerSection {
    let type: any Scorer.Type
    let field: Field
    let section: Section?
    /// `nil`: it has none, or one that is wrong and reported.
    let weight: Double?
    /// Those of its type, or those that the programme declares, some of which may be wrong in part.
    let measures: [Measure]
    var hasWeight: Bool { section?[ScorerKeys.weight] != nil }
  }

  mutating func scorerSections(_ top: Section) -> [ScorerSection] {
    let ids = registry.map { $0.id }
    let before = mistakes.count
    // One that works without a word more.
    let first = registry.first { !($0 is any DeclaringScorer.Type) }?.id ?? ids.first ?? "responsiveness"
    guard let field = top[ProgrammeKeys.scorers] else {
      let place = top.fields.first { $0.name == "scorers" }?.keyPlace ?? top.place
      report(place, "`scorers` is missing; name at least one below it, such as `\(first):`")
      return []
    }
    guard let section = section(field, named: "scorers", keys: ids, noun: "scorer") else { return [] }
    if section.fields.isEmpty, mistakes.count == before {
      report(field.place, "`scorers` names none; name at least one, such as `\(first):`")
    }
    return section.fields.compactMap { field in
      guard let type = registry.first(where: { $0.id == field.name }) else { return nil }
      let own = self.section(field, named: "scorers.\(field.name)", keys: ScorerKeys.all)
      let declared = (type as? any DeclaringScorer.Type).map {
        declaredMeasures(of: $0, own?[ScorerKeys.measures], field)
      }
      return ScorerSection(
        type: type, field: field, section: own, weight: read(ScorerKeys.weight, in: own),
        measures: declared ?? type.measures)
    }
  }

  /// One scorer, still with weight 1; `nil` where its settings are wrong.
  mutating func plan(_ entry: ScorerSection, window: Int) -> ScorerPlan? {
    let own = read(ScorerKeys.window, in: entry.section).map(Int.init)
    let scorer = configured(entry.type, entry.section?[ScorerKeys.settings])
    if entry.type is any DeclaringScorer.Type {
      return (scorer as? any DeclaringScorer).map {
        .standard($0.declaring(entry.measures), window: own ?? window, scale: scale)
      }
    }
    let measures = measures(of: entry.type, entry.section?[ScorerKeys.measures])
    return scorer.map { ScorerPlan(scorer: $0, weight: 1, window: own ?? window, measures: measures) }
  }

  /// Either every scorer has a weight or none has.
  mutating func weighScorers(_ entries: [ScorerSection], of top: Section, _ plans: inout [ScorerPlan]) {
    guard let weighed = entries.first(where: \.hasWeight) else { return }
    for entry in entries where !entry.hasWeight {
      report(
        entry.field.keyPlace,
        "\(quoted(entry.type.id)) has no weight and \(quoted(weighed.type.id)) has one; give every scorer a `weight`, or none"
      )
    }
    if entries.allSatisfy({ $0.weight == 0 }) {
      report(
        top[ProgrammeKeys.scorers]?.keyPlace ?? top.place,
        "all scorers have weight 0; give at least one a weight above 0")
    }
    for entry in entries {
      guard let weight = entry.weight, let i = plans.firstIndex(where: { $0.id == entry.type.id }) else { continue }
      plans[i].weight = weight
    }
  }

  /// The scorer with its settings; `nil` where one is wrong.
  private mutating func configured(_ type: any Scorer.Type, _ field: Field?) -> (any Scorer)? {
    let settings = type.init().settings
    let name = "scorers.\(type.id).settings"
    guard let section = section(field, named: name, keys: settings.map(\.id), noun: "setting") else {
      return type.init()
    }
    var values: [String: SettingValue] = [:]
    for setting in settings {
      values[setting.id] = value(of: setting, section[setting.id], named: "\(name).\(setting.id)")
    }
    do {
      return try type.configured(by: values)
    } catch {
      report(section.place, "\(error)")
      return nil
    }
  }

  /// A setting's value, spelled and ranged as its domain says.
  private mutating func value(of setting: SettingDescription, _ field: Field?, named name: String) -> SettingValue? {
    if let spelling = setting.domain.spelling { return read(field, as: spelling).map(SettingValue.integer) }
    switch setting.domain {
    case .duration, .days, .percentage, .money, .count: return nil
    case .words(let words):
      return self.words(field, each: setting.id, as: .word(of: words)).map(SettingValue.words)
    case .counts(let words, let range):
      guard let section = section(field, named: name, keys: words) else { return nil }
      // Words not mentioned keep their counts.
      var counts: [String: Int64] = [:]
      if case .counts(let standard) = setting.value { counts = standard }
      for field in section.fields {
        if let count = read(field, as: .whole(range)) { counts[field.name] = count }
      }
      return .counts(counts)
    }
  }
}
