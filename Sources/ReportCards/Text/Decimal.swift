/// A number for people: so many decimals, rounded half up, thousands parted by commas. No locale has a say.
///
/// A product such as 1.005 × 100 that falls an ulp or two short of a half counts as the half its digits say it is.
func decimal(_ value: Double, places: Int) -> String {
  guard value.isFinite else { return "–" }
  let scale = powerOfTen(places)
  let scaled = value.magnitude * scale
  guard scaled < 9e15 else { return value.description }
  let rounded = (scaled + 4 * scaled.ulp + 0.5).rounded(.down)
  let digits = String(Int64(rounded))
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  let whole = grouped(padded.dropLast(places))
  let sign = value < 0 && rounded > 0 ? "−" : ""
  return sign + whole + (places > 0 ? "." + padded.suffix(places) : "")
}

/// As `decimal`, without zeros that say nothing: `85`, `12.5`.
func trimmed(_ value: Double, places: Int) -> String {
  let text = decimal(value, places: places)
  guard text.contains(".") else { return text }
  let kept = text.reversed().drop { $0 == "0" }
  return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
}

/// What a drawing needs: at most three decimals and no separators.
func coordinate(_ value: Double) -> String {
  trimmed(value, places: 2).replacing(",", with: "").replacing("−", with: "-")
}

/// Hundredths, half up: what scores and contributions are made of.
func hundredths(_ value: Double) -> Int64 {
  let scaled = value.magnitude * 100
  guard scaled < 9e15 else { return value < 0 ? .min / 2 : value > 0 ? .max / 2 : 0 }
  let rounded = Int64((scaled + 4 * scaled.ulp + 0.5).rounded(.down))
  return value < 0 ? -rounded : rounded
}

/// A score of hundredths, with one decimal, or two where one would put it on the other side of a threshold.
func scoreText(_ score: Double, thresholds: [Double]) -> String {
  let exact = hundredths(score)
  let shown = (exact + 5) / 10 * 10
  let crosses = thresholds.contains { (exact >= hundredths($0)) != (shown >= hundredths($0)) }
  return decimal(score, places: crosses ? 2 : 1)
}

/// How many decimals a sum needs to be seen to add up: one where the rounded parts still make the rounded whole.
func placesOfSum(_ parts: [Double], total: Double) -> Int {
  func tenths(_ value: Double) -> Int64 { (hundredths(value) + 5) / 10 }
  return parts.reduce(0) { $0 + tenths($1) } == tenths(total) ? 1 : 2
}

private func powerOfTen(_ places: Int) -> Double { (0..<places).reduce(1) { power, _ in power * 10 } }

private func grouped(_ digits: some StringProtocol) -> String {
  var result = ""
  for (i, digit) in digits.enumerated() {
    if i > 0, (digits.count - i).isMultiple(of: 3) { result += "," }
    result.append(digit)
  }
  return result
}
