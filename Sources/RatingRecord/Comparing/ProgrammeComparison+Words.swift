// Parts and causes in words. Texts of the programmes are in them as they stand there: whoever shows them escapes them.

extension ProgrammeComparison.Part {
  /// `weight of retention`, `curve of payout_fairness.on_time_rate`, `gate payout arrears`.
  public var title: String {
    switch kind {
    case .tiers: path == "tiers" ? "thresholds of tiers" : "threshold of \(subject)"
    case .names: path == "tiers" ? "names of tiers" : "name of gate \(subject)"
    case .weight, .measureWeight: "weight of \(subject)"
    case .window: path == "window" ? "window" : "window of \(subject)"
    case .settings: settingsTitle
    case .curve: "curve of \(subject)"
    case .scorer, .gate, .exemption, .measure: "\(kind.rawValue) \(subject)"
    case .bonus: "consistency bonus"
    case .peers, .evidence, .movement: path.replacing(".", with: " ")
    case .incentives: path.replacing(".", with: " ", maxReplacements: 1)
    case .other: path == "scorers" ? "order of scorers" : path
    case .scale, .combine, .missing, .rounding, .adjustments: kind.rawValue
    }
  }

  /// With both values where they are short, else whether it is new, gone or changed: `weight of retention 25 → 40`. What
  /// changes with it follows.
  public var words: String { all.map(\.ownWords).joined(separator: "; ") }

  /// The same where there is little room: of what changes with it no more than two are named.
  public var briefWords: String {
    also.count <= 2 ? words : "\(ownWords), with \(also.count) other differences"
  }

  /// It, and what changes with it, each by itself.
  public var all: [ProgrammeComparison.Part] {
    var own = self
    own.also = []
    return [own] + also.flatMap(\.all)
  }

  /// The title, with what the values stand next to.
  public var heading: String { title + (note.map { " (\($0))" } ?? "") }

  private var ownWords: String {
    let note = note.map { " (\($0))" } ?? ""
    return switch (before, after) {
    case (let before?, let after?) where kind == .names && path != "tiers": "gate \(before) renamed \(after)"
    case (nil, _): "\(title) (new)"
    case (_, nil): "\(title) (gone)"
    case (let before?, let after?) where isShort(before) && isShort(after): "\(title) \(before) → \(after)\(note)"
    default: title
    }
  }

  /// Whether its own words hold all there is to say of it.
  public var isWhole: Bool {
    guard before != nil, after != nil else { return (before ?? after ?? "").isEmpty }
    return ownWords != title
  }

  /// What the path says it is about, without the keys that every such path has.
  private var subject: String {
    var path = Substring(path)
    for prefix in ["scorers.", "gates.", "exemptions.", "tiers."] where self.path.hasPrefix(prefix) {
      path = path.dropFirst(prefix.count)
    }
    guard ![.gate, .names, .exemption, .tiers].contains(kind) else { return String(path) }
    if kind != .scorer, kind != .measure, let end = path.lastIndex(of: "."),
      ["weight", "curve", "window", "settings"].contains(path[path.index(after: end)...])
    {
      path = path[..<end]
    }
    return String(path.replacing(".measures.", with: ".", maxReplacements: 1))
  }

  /// `first_response_target of responsiveness`.
  private var settingsTitle: String {
    let parts = subject.split(separator: ".settings.", maxSplits: 1)
    guard parts.count == 2 else { return path == "settings" ? "settings" : "settings of \(subject)" }
    return "\(parts[1]) of \(parts[0])"
  }

  private func isShort(_ text: String) -> Bool { text.unicodeScalars.count <= 24 && !text.contains("\n") }
}

extension ProgrammeComparison {
  /// The parts that explain what becomes of a guild, and what all others come to:
  /// `weight of retention 25 → 40: −1.85 points; gate payout arrears (new); 2 others: −0.35 points`.
  ///
  /// - Parameter most: parts named.
  /// - Returns: empty where nothing differs, or nothing in the programmes explains it by itself.
  public func cause(of guild: Guild, most: Int = 3) -> String {
    let named = causes(of: guild).prefix(most)
    guard !named.isEmpty else { return "" }
    let others = guild.effects.filter { effect in !named.contains { $0.part == effect.part } }
    let isScored = guild.effects.contains { $0.score != 0 }
    func figure(_ effects: some Sequence<Effect>) -> String {
      guard !isScored else {
        let score = effects.reduce(0) { $0 + $1.score }
        return score == 0 ? "" : ": \(pointsText(score))"
      }
      let granted = effects.reduce(0) { $0 + $1.granted }
      let currency = months.lazy.compactMap(\.incentives?.currency).first ?? ""
      return granted == 0 ? "" : ": \(signedMoney(ProgrammeComparison.money(granted), currency))"
    }
    let texts = named.map { parts[$0.part].words + figure(CollectionOfOne($0)) }
    let rest = others.isEmpty ? [] : ["\(others.count) other\(others.count == 1 ? "" : "s")" + figure(others)]
    return (texts + rest).joined(separator: "; ")
  }
}

/// `+1.85 points`, with a third decimal where there are thousandths.
public func pointsText(_ thousandths: Int64) -> String {
  signedPoints(thousandths) + (thousandths.magnitude == 1000 ? "\u{A0}point" : "\u{A0}points")
}

/// `−0.405`, `+1.85`, `0.00`.
public func signedPoints(_ thousandths: Int64) -> String {
  let value = ProgrammeComparison.points(thousandths)
  return (value > 0 ? "+" : "") + decimal(value, places: thousandths.isMultiple(of: 10) ? 2 : 3)
}

/// `−USD 6,500`, `+USD 12.50`, `no change`.
public func signedMoney(_ amount: Double, _ currency: String) -> String {
  hundredths(amount) == 0 ? "no change" : (amount > 0 ? "+" : "−") + moneyText(abs(amount), currency)
}
