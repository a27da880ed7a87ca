/// What can be wrong with what a scorer says of itself, found before anything runs: the host refuses a scorer with such
/// faults, and the generic suite of tests looks for them too. Each is a sentence.
public enum Declaration {
  /// All faults of a scorer, each with its id before it.
  public static func faults(of scorer: any Scorer.Type) -> [String] {
    (identity(of: scorer) + scorer.measures.flatMap(measure) + placeholders(of: scorer) + settings(of: scorer)
      + tables(of: scorer)).map { "\(scorer.id): \($0)" }
  }

  /// That ids are in snake case and unique, and titles there.
  public static func identity(of scorer: any Scorer.Type) -> [String] {
    var faults: [String] = []
    if !isSnakeCase(scorer.id) { faults.append("the id \(scorer.id) is not in snake case") }
    if scorer.title.isEmpty { faults.append("\(scorer.id) has no title") }
    if scorer.summary.isEmpty || scorer.summary.contains("\n") {
      faults.append("\(scorer.id) has no summary of one line")
    }
    if scorer.version < 1 { faults.append("\(scorer.id) has version \(scorer.version); they count from 1") }
    let declares = scorer is any DeclaringScorer.Type
    if scorer.measures.isEmpty, !declares { faults.append("\(scorer.id) has no measures") }
    if !scorer.measures.isEmpty, declares {
      faults.append("\(scorer.id) has measures of its own, and programmes are to declare them")
    }
    let ids = scorer.measures.map(\.id)
    faults += ids.filter { !isSnakeCase($0) }.map { "the measure \($0) is not in snake case" }
    faults += repeated(ids).map { "there are several measures \($0)" }
    faults += scorer.measures.filter(\.title.isEmpty).map { "\($0.id) has no title" }
    return faults
  }

  /// That settings are documented, have defaults in their domain, and are all that is stored.
  public static func settings(of scorer: any Scorer.Type) -> [String] {
    let settings = scorer.init().settings
    var faults = scorer.strayProperties.map { "it stores \($0), which is no setting" }
    faults += repeated(settings.map(\.id)).map { "there are several settings \($0)" }
    for setting in settings {
      if setting.help.isEmpty { faults.append("\(setting.id) is not documented") }
      if !isSnakeCase(setting.id) { faults.append("the setting \(setting.id) is not in snake case") }
      if !setting.domain.contains(setting.value) {
        faults.append("the default of \(setting.id) is not in its domain")
      }
    }
    return faults
  }

  static func isSnakeCase(_ name: String) -> Bool {
    let words = name.split(separator: "_", omittingEmptySubsequences: false)
    return name.first?.isLetter == true
      && words.allSatisfy { word in
        !word.isEmpty && word.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
      }
  }

  public static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }
}
