import ScorerKit

extension ProgrammeReading {
  /// The tiers as written, best first, and their names; `names` is `nil` if one of them is wrong, so that nothing can be
  /// told of names used elsewhere. `nil`: the programme has no tiers of its own.
  mutating func tiers(_ field: Field?) -> (tiers: [Programme.Tier], names: [String]?)? {
    let expectation = "write a list of tiers, best first, such as `- { name: Gold, from: 70 }`"
    guard let field, !field.node.isNull else { return nil }
    if hasClusteredTiers(field) { return clusteredTiers(field) }
    guard let items = items(field, each: "tier", expectation: expectation) else { return ([], nil) }
    if items.isEmpty || items.count > TierKeys.mostTiers {
      report(field.place, "`tiers` has \(items.count) tiers; write 1 to \(TierKeys.mostTiers), best first")
      return ([], nil)
    }
    let before = mistakes.count
    var names: [String?] = []
    var tiers: [Programme.Tier] = []
    for item in items {
      guard let section = entry(item, keys: TierKeys.all, expectation) else {
        names.append(nil)
        continue
      }
      let name = required(TierKeys.name, in: section)
      let from = required(TierKeys.from, in: section)
      if let name, names.contains(where: { $0?.lowercased() == name.lowercased() }) {
        report(
          section[TierKeys.name]?.place ?? item.place, "the tier \(quoted(name)) comes twice; give each its own name")
      }
      names.append(name)
      if let name, let from { tiers.append(Programme.Tier(name: name, from: from)) }
      if let from, let previous = tiers.dropLast().last, tiers.count == names.count, from >= previous.from {
        report(
          section[TierKeys.from]?.place ?? item.place,
          "the tier starts at or above \(quoted(previous.name)) before it; list the tiers best first, each from fewer points"
        )
      }
    }
    if mistakes.count == before, let last = tiers.last, last.from != scale.from, let item = items.last {
      report(
        item.place,
        "the last tier must have `from: \(spelledHundredths(scale.from))`; otherwise some scores have no tier")
    }
    let known = names.compactMap { $0 }
    return (tiers, known.count == names.count && !known.isEmpty ? known : nil)
  }

  /// A tier by its name, as an index; `names` is `nil` where they are not known.
  mutating func tier(_ field: Field, among names: [String]?) -> Int? {
    guard let names else { return nil }
    return read(field, as: .word(of: names)).flatMap(names.firstIndex)
  }

  /// The mapping that an item of a list is.
  mutating func entry(
    _ item: Field, keys: [any DeclaredKey], _ expectation: String
  ) -> Section? {
    if item.node.isNull {
      report(item.place, "\(quoted(item.name)) is empty; \(expectation)")
      return nil
    }
    return section(item, named: item.name, keys: keys)
  }
}
