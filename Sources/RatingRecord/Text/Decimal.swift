/// A number for people: so many decimals, rounded half up, thousands parted by commas. No locale has a say.
///
/// A product such as 1.005 × 100 that falls an ulp or two short of a half counts as the half its digits say it is.
public func decimal(_ value: Double, places: Int) -> String { text(of: value, places: places) }

/// As `decimal`, without zeros that say nothing: `85`, `12.5`.
public func trimmed(_ value: Double, places: Int) -> String { text(of: value, places: places, isTrimmed: true) }

/// What a drawing needs: at most two decimals and no separators.
public func coordinate(_ value: Double) -> String {
  text(of: value, places: 2, isTrimmed: true, separator: "", minus: "-")
}

private func text(
  of value: Double, places: Int, isTrimmed: Bool = false, separator: String = ",", minus: String = "−"
) -> String {
  guard value.isFinite else { return "–" }
  let scale = powerOfTen(places)
  let scaled = value.magnitude * Double(scale)
  guard scaled < 9e15 else {
    let text = value.description
    return isTrimmed && text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
  let units = Int64((scaled + 4 * scaled.ulp + 0.5).rounded(.down))
  let (whole, rest) = units.quotientAndRemainder(dividingBy: scale)
  var (fraction, places) = (rest, places)
  while isTrimmed, places > 0, fraction.isMultiple(of: 10) { (fraction, places) = (fraction / 10, places - 1) }
  let sign = value < 0 && units > 0 ? minus : ""
  let text = sign + grouped(whole, separator)
  return places > 0 ? text + "." + padded(fraction, places) : text
}

/// A score of hundredths, with one decimal, or two where one would put it on the other side of a threshold.
public func scoreText(_ score: Double, thresholds: [Double]) -> String {
  let exact = hundredths(score)
  let shown = (exact + 5) / 10 * 10
  let crosses = thresholds.contains { (exact >= hundredths($0)) != (shown >= hundredths($0)) }
  return decimal(score, places: crosses ? 2 : 1)
}

/// How many decimals a sum needs to be seen to add up: one where the rounded parts still make the rounded whole.
public func placesOfSum(_ parts: [Double], total: Double) -> Int {
  func tenths(_ value: Double) -> Int64 { (hundredths(abs(value)) + 5) / 10 * (value < 0 ? -1 : 1) }
  return parts.reduce(0) { $0 + tenths($1) } == tenths(total) ? 1 : 2
}

private func powerOfTen(_ places: Int) -> Int64 { (0..<places).reduce(1) { power, _ in power * 10 } }

private func grouped(_ number: Int64, _ separator: String) -> String {
  number < 1000 ? String(number) : grouped(number / 1000, separator) + separator + padded(number % 1000, 3)
}

private func padded(_ number: Int64, _ places: Int) -> String {
  let digits = String(number)
  return digits.utf8.count < places ? String(repeating: "0", count: places - digits.utf8.count) + digits : digits
}
