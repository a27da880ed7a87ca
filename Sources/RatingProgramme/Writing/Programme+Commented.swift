import ScorerKit

extension Programme {
  /// A programme's file with the defaults of these scorers written out and explained in the words of their declarations. It
  /// means what `standard` means; what has no default stands there as an example that is not in force.
  ///
  /// - Parameters:
  ///   - scorers: at least one. One whose measures a programme declares gets an example of such a measure.
  ///   - others: scorers whose measures a programme declares, to be shown as examples.
  public static func commented(scorers: [any Scorer.Type], others: [any Scorer.Type] = []) -> String {
    var writing = ProgrammeWriting(scorers: scorers)
    writing.start()
    let before: [any DeclaredKey] = [
      ProgrammeKeys.programme, ProgrammeKeys.version, ProgrammeKeys.currency, ProgrammeKeys.window, ProgrammeKeys.peers,
      ProgrammeKeys.data,
    ]
    for key in before { writing.key(key, 0) }
    writing.scorerSections(others: others)
    let after: [any DeclaredKey] = [
      ScoreKeys.scale, ProgrammeKeys.combine, ProgrammeKeys.missing, ProgrammeKeys.evidence, TierKeys.tiers,
    ]
    for key in after { writing.key(key, 0) }
    writing.examples()
    return writing.yaml.text
  }
}

/// A programme's file as it is written, key by key.
private struct ProgrammeWriting {
  let scorers: [any Scorer.Type]
  var yaml = CommentedYAML()

  mutating func start() {
    yaml.put("# yaml-language-server: $schema=guildmark.schema.json", 0)
    yaml.say(
      "A programme with all defaults written out, so that they can be seen and changed in one place: as it stands it means what no programme at all would. Only `scorers` is needed.",
      0)
    yaml.say(
      "A line that starts with a # and no blank behind it is an example, and not in force: take the # of all its lines away, and it is. Docs/Programmes.md explains every key; `guildmark check --programme FILE` tries a change before the month is run with it.",
      0)
  }

  /// A key with its default, or an example; of a section, all its keys.
  mutating func key(_ key: any DeclaredKey, _ indent: Int) {
    var parts: [any DeclaredKey] = []
    if case .section(let keys, _) = key.shape, key.standard == nil, key.examples.isEmpty { parts = keys }
    let isOfScorers = key.name == EvidenceKeys.scorers.name && indent == 2
    guard !parts.isEmpty || key.standard != nil || !key.examples.isEmpty || isOfScorers else { return }
    if indent == 0 { yaml.blank() }
    yaml.say(words(of: key), indent)
    if !parts.isEmpty {
      yaml.put("\(key.name):", indent)
      for part in parts { self.key(part, indent + 1) }
    } else if isOfScorers {
      yaml.put(key.name, .number("\(min(3, scorers.count))"), indent)
    } else if let standard = key.standard {
      yaml.put(key.name, standard, indent)
    } else if let example = key.examples.first {
      yaml.suggest(key.name, example, indent)
    }
  }

  /// How it is written goes without saying where any text will do.
  private func words(of key: any DeclaredKey) -> String {
    switch key.shape {
    case .scalar(.line, _), .words(.line, _, _): key.help
    default: key.description
    }
  }

  // MARK: Scorers

  mutating func scorerSections(others: [any Scorer.Type]) {
    yaml.blank()
    yaml.say(ProgrammeKeys.scorers.help, 0)
    yaml.put("\(ProgrammeKeys.scorers.name):", 0)
    for scorer in scorers { section(of: scorer) }
    for scorer in others {
      yaml.blank()
      yaml.say("\(scorer.title). \(scorer.summary)", 1)
      let measures = ScorerKeys.declaredMeasures
      let example = Literal.group(
        [.init(ScorerKeys.weight.name, .number("1"))] + measures.examples.map { .init(measures.name, $0) })
      yaml.suggest(scorer.id, example, 1)
    }
  }

  private mutating func section(of scorer: any Scorer.Type) {
    yaml.blank()
    yaml.say("\(scorer.title). \(scorer.summary)", 1)
    yaml.put("\(scorer.id):", 1)
    yaml.put(ScorerKeys.weight.name, .number("1"), 2)
    if let window = ProgrammeKeys.window.standard { yaml.put(ScorerKeys.window.name, window, 2) }
    let settings = scorer.init().settings.map(SettingKey.init)
    if !settings.isEmpty { yaml.put("\(ScorerKeys.settings.name):", 2) }
    for setting in settings { key(setting, 3) }
    if scorer is any DeclaringScorer.Type {
      yaml.say(ScorerKeys.declaredMeasures.help, 2)
      if let example = ScorerKeys.declaredMeasures.examples.first {
        yaml.put(ScorerKeys.declaredMeasures.name, example, 2)
      }
    } else {
      measures(of: scorer)
    }
  }

  private mutating func measures(of scorer: any Scorer.Type) {
    let shown = scorer.measures.filter { !$0.isScored }.map(\.id)
    if !shown.isEmpty {
      yaml.say("Only shown on the card, and so without weight and curve: \(shown.joined(separator: ", ")).", 2)
    }
    guard scorer.measures.contains(where: \.isScored) else { return }
    yaml.put("\(ScorerKeys.measures.name):", 2)
    for measure in scorer.measures {
      guard case .scored(let weight, let curve) = measure.role else { continue }
      yaml.put("\(measure.id):", 3, note: measure.inWords)
      yaml.put(MeasureKeys.weight.name, Spelling.weight.literal(weight), 4)
      yaml.put("\(MeasureKeys.curve.name): \(curve.spelled(in: measure.unit))", 4)
    }
  }

  // MARK: Examples

  /// Keys without a default, each with an example that fits the scorers.
  mutating func examples() {
    key(ProgrammeKeys.movement, 0)
    key(GateKeys.gates.fitting(scorers), 0)
    key(IncentiveKeys.incentives, 0)
    key(ProgrammeKeys.publication, 0)
    key(ProgrammeKeys.contest, 0)
    key(ExemptionKeys.exemptions.fitting(scorers), 0)
    key(ScoreKeys.rounding, 0)
    key(ScoreKeys.adjustments, 0)
    key(ScoreKeys.consistencyBonus, 0)
  }
}
