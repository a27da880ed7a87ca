import RatingRecord

/// How likely something is, as people count: `about 7 in 10`. Nothing is certain, and of what is under 1 in 1,000 nothing is
/// said.
func chanceText(_ probability: Double) -> String? {
  guard probability >= 0.001 else { return nil }
  return chances.first { probability < $0.below }?.text ?? "nearly certain"
}

/// Each up to about half way to the next.
private let chances: [(below: Double, text: String)] = [
  (0.0015, "about 1 in 1,000"), (0.0035, "about 1 in 500"), (0.0075, "about 1 in 200"), (0.015, "about 1 in 100"),
  (0.035, "about 1 in 50"), (0.075, "about 1 in 20"), (0.15, "about 1 in 10"), (0.25, "about 2 in 10"),
  (0.35, "about 3 in 10"), (0.45, "about 4 in 10"), (0.55, "about 5 in 10"), (0.65, "about 6 in 10"),
  (0.75, "about 7 in 10"), (0.85, "about 8 in 10"), (0.925, "about 9 in 10"), (0.965, "about 19 in 20"),
  (0.985, "about 49 in 50"), (0.995, "about 99 in 100"),
]

/// `about 7 in 10 sure it is Gold`, `nearly certain it is Gold`.
func sureText(_ probability: Double, _ claim: String) -> String? {
  chanceText(probability).map { chance in
    let isCertain = chance == "nearly certain"
    return (probability < 0.45 ? "only " : "") + chance + (isCertain ? " " : " sure ") + claim
  }
}

/// A confidence the programme has chosen, in the fewest that say it exactly: `9 in 10`, `19 in 20`.
func confidenceText(_ confidence: Double) -> String {
  for whole in [10, 20, 100, 1000] {
    let part = confidence * Double(whole)
    if abs(part - part.rounded()) < 1e-6 { return "\(Int(part.rounded())) in \(countText(whole))" }
  }
  return "\(trimmed(confidence * 100, places: 4)) in 100"
}

/// A share in whole per cents that claims neither nothing nor all: `1 %` to `99 %`.
func partText(_ share: Double) -> String {
  decimal(min(0.99, max(0.01, share)) * 100, places: 0) + "\u{A0}%"
}
