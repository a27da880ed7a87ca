import RatingProgramme

/// A gate as it stands in both programmes, or in one of them.
///
/// Gates are the same by what they do, then by name, then by what they look at: one that is only renamed is no other gate.
struct GatePair: Sendable {
  let before: Programme.Gate?
  let after: Programme.Gate?

  /// The name, the first of two in the order of the alphabet.
  var name: String { [before?.name, after?.name].compactMap(\.self).min() ?? "" }

  /// All of two programmes, in an order that is the same whichever comes first.
  static func pairs(_ before: Programme, _ after: Programme, tiersMatch: Bool) -> [GatePair] {
    func rule(_ gate: Programme.Gate, _ programme: Programme) -> GateRule {
      GateRule(gate, of: programme, isByPlace: tiersMatch)
    }
    var ones = before.gates.map { (gate: $0, rule: rule($0, before)) }.sorted { $0.gate.name < $1.gate.name }
    var twos = after.gates.map { (gate: $0, rule: rule($0, after)) }.sorted { $0.gate.name < $1.gate.name }
    var found: [(pair: GatePair, key: [String])] = []
    func add(_ one: (gate: Programme.Gate, rule: GateRule)?, _ two: (gate: Programme.Gate, rule: GateRule)?) {
      let names = [one?.gate.name, two?.gate.name].compactMap(\.self).sorted()
      let rules = [one?.rule.text, two?.rule.text].compactMap(\.self).sorted()
      found.append((GatePair(before: one?.gate, after: two?.gate), names + rules))
    }
    func match(_ isSame: ((gate: Programme.Gate, rule: GateRule), (gate: Programme.Gate, rule: GateRule)) -> Bool) {
      ones = ones.filter { one in
        guard let place = twos.firstIndex(where: { isSame(one, $0) }) else { return true }
        add(one, twos.remove(at: place))
        return false
      }
    }
    match { $0.rule == $1.rule && $0.gate.name == $1.gate.name }
    match { $0.rule == $1.rule }
    match { $0.gate.name == $1.gate.name }
    match { $0.rule.looksAt == $1.rule.looksAt }
    for one in ones { add(one, nil) }
    for two in twos { add(nil, two) }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.pair)
  }
}

/// A gate without its name and its reason.
struct GateRule: Equatable {
  let when: [String]
  /// Measures and comparisons.
  let looksAt: [String]
  let cap: String
  let isImmediate: Bool

  /// - Parameter isByPlace: whether tiers are told apart by their place, and not by their names.
  init(_ gate: Programme.Gate, of programme: Programme, isByPlace: Bool) {
    when = gate.when.map { "\($0)" }.sorted()
    looksAt = gate.when.map { "\($0.scorer).\($0.measure) \($0.comparison)" }.sorted()
    cap = isByPlace ? "\(gate.cap)" : programme.tiers[gate.cap].name
    isImmediate = gate.isImmediate
  }

  /// The same for the same rule, and no other.
  var text: String { "\(when) \(cap.debugDescription) \(isImmediate)" }
}
