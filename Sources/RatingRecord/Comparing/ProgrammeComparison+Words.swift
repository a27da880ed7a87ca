// Parts and causes in words. Texts of the programmes are in them as they stand there: whoever shows them escapes them.

extension ProgrammeComparison.Part {
  /// `weight of retention`, `curve of payout_fairness.on_time_rate`, `gate payout arrears`.
  public var title: String {
    switch kind {
    case .scale: "scale"
    case .tiers: "thresholds of tiers"
    case .scorer: "scorer \(subject)"
    case .weight, .measureWeight: "weight of \(subject)"
    case .window: path == "window" ? "window" : "window of \(subject)"
    case .settings: path == "settings" ? "settings" : "settings of \(subject)"
    case .curve: "curve of \(subject)"
    case .combine: "combine"
    case .missing: "missing"
    case .rounding: "rounding"
    case .adjustments: "adjustments"
    case .bonus: "consistency bonus"
    case .peers: "peers"
    case .evidence: "evidence"
    case .gate: "gate \(subject)"
    case .movement: "movement"
    case .incentives: "incentives"
    case .other: path
    }
  }

  /// With both values where they are short, else whether it is new, gone or changed: `weight of retention 25 → 40`.
  public var words: String {
    switch (before, after) {
    case (nil, _): "\(title) (new)"
    case (_, nil): "\(title) (gone)"
    case (let before?, let after?) where isShort(before) && isShort(after): "\(title) \(before) → \(after)"
    default: title
    }
  }

  /// What the path says it is about, without the keys that every such path has.
  private var subject: String {
    var path = Substring(path)
    for prefix in ["scorers.", "gates."] where path.hasPrefix(prefix) { path = path.dropFirst(prefix.count) }
    guard kind != .gate else { return String(path) }
    if kind != .scorer, let end = path.lastIndex(of: "."),
      ["weight", "curve", "window", "settings"].contains(path[path.index(after: end)...])
    {
      path = path[..<end]
    }
    return String(path.replacing(".measures.", with: ".", maxReplacements: 1))
  }

  private func isShort(_ text: String) -> Bool { text.unicodeScalars.count <= 20 && !text.contains("\n") }
}

extension ProgrammeComparison {
  /// The parts that explain what becomes of a guild: `weight of retention 25 → 40: −1.85 points; gate payout arrears (new)`.
  ///
  /// - Parameter most: parts named; the rest are counted.
  /// - Returns: empty where nothing differs, or nothing in the programmes explains it by itself.
  public func cause(of guild: Guild, most: Int = 3) -> String {
    let causes = causes(of: guild)
    let named = causes.prefix(most).map { effect in
      parts[effect.part].words + (effect.score == 0 ? "" : ": \(pointsText(effect.score))")
    }
    let rest = causes.count - named.count
    return (named + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: "; ")
  }
}

/// `+1.85 points`, with a third decimal where there is half a hundredth.
public func pointsText(_ halfHundredths: Int64) -> String {
  signedPoints(halfHundredths) + (halfHundredths.magnitude == 200 ? "\u{A0}point" : "\u{A0}points")
}

/// `−0.405`, `+1.85`, `0.00`.
public func signedPoints(_ halfHundredths: Int64) -> String {
  let value = ProgrammeComparison.points(halfHundredths)
  return (value > 0 ? "+" : "") + decimal(value, places: halfHundredths.isMultiple(of: 2) ? 2 : 3)
}
