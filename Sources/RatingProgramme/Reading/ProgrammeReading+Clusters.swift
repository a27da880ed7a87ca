import ScorerKit

/// Tiers whose thresholds come from the scores themselves, and bands of guilds by their size.
extension ProgrammeReading {
  /// Whether the tiers are named without thresholds: `tiers: { clusters: [Gold, Silver] }`.
  func hasClusteredTiers(_ field: Field?) -> Bool {
    if case .mapping = field?.node.content { true } else { false }
  }

  /// As `tiers`, for those named below `clusters`; all of them from the scale's lower end until the scores are known.
  mutating func clusteredTiers(_ field: Field) -> (tiers: [Programme.Tier], names: [String]?) {
    let expectation = "name the tiers, best first, such as `{ clusters: [Gold, Silver, Bronze] }`"
    let before = mistakes.count
    guard let section = section(field, named: "tiers", keys: [TierKeys.clusters]) else { return ([], nil) }
    guard let list = section[TierKeys.clusters] else {
      if mistakes.count == before { report(field.place, "`tiers` names none; \(expectation)") }
      return ([], nil)
    }
    guard let items = items(list, each: "tier", expectation: expectation) else { return ([], nil) }
    guard (2...TierKeys.mostTiers).contains(items.count) else {
      report(list.place, "`tiers` has \(items.count) tiers; name 2 to \(TierKeys.mostTiers), best first")
      return ([], nil)
    }
    var names: [String] = []
    for item in items {
      if item.node.isNull { report(item.place, "\(quoted(item.name)) is empty; write its name") }
      guard let name = read(item, as: TierKeys.tierName) else { continue }
      if names.contains(where: { $0.lowercased() == name.lowercased() }) {
        report(item.place, "the tier \(quoted(name)) comes twice; give each its own name")
      }
      names.append(name)
    }
    return (names.map { Programme.Tier(name: $0, from: scale.from) }, names.count == items.count ? names : nil)
  }

  /// Where the bands after the first begin, ascending.
  mutating func sizeBands(_ field: Field?, groupBy: [String]) -> [Int64]? {
    guard let field, !field.node.isNull else { return nil }
    let before = mistakes.count
    let expectation = "write where the bands begin, such as `[20, 200]` for under 20, 20 to 199, and 200 or more"
    var one: [Field]?
    if case .scalar = field.node.content { one = [field] }
    guard let items = one ?? self.items(field, each: "size_bands", expectation: expectation) else { return nil }
    guard (1...PeersKeys.mostBands).contains(items.count) else {
      report(field.place, "`size_bands` has \(items.count) numbers; write 1 to \(PeersKeys.mostBands)")
      return nil
    }
    if groupBy.contains(Programme.Peers.sizeAttribute) {
      report(
        field.keyPlace,
        "`size_bands` makes groups called `\(Programme.Peers.sizeAttribute)`, as a column of `group_by` is; take one of them out"
      )
    }
    var bands: [Int64] = []
    for item in items {
      if item.node.isNull { report(item.place, "\(quoted(item.name)) is empty; write a number of broadcasters") }
      guard let number = read(item, as: PeersKeys.band) else { continue }
      if let last = bands.last, number <= last, mistakes.count == before {
        report(item.place, "the numbers of `size_bands` must rise; write the smallest first")
      }
      bands.append(number)
    }
    return mistakes.count == before ? bands : nil
  }
}
