import RatingEngine
import RatingProgramme

/// Which share of the rated guilds each tier is to have: `Platinum 5%, Gold 20%`.
struct TargetShares {
  /// Parts per million, by the places of tiers; `nil`: the tier keeps its threshold.
  let shares: [Int64?]

  /// - Throws: `Failure` with what would be right.
  init(_ text: String, tiers: [String]) throws {
    var shares: [Int64?] = tiers.map { _ in nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
    guard !parts.contains("") else {
      throw usage(
        parts.allSatisfy(\.isEmpty)
          ? "no tier is named; write tiers and their shares, such as `Platinum 5%, Gold 20%`"
          : "a tier is missing beside a comma; write tiers and their shares, such as `Platinum 5%, Gold 20%`")
    }
    for part in parts {
      let (name, share) = try TargetShares.entry(part)
      guard let place = tiers.firstIndex(where: { $0.lowercased() == name.lowercased() }) else {
        let hint = nearestName(to: name, among: tiers).map { "did you mean \(printable($0))?" }
        throw usage(
          "there is no tier \(printable(name)); \(hint ?? "there are \(tiers.map(printable).joined(separator: ", "))")")
      }
      guard shares[place] == nil else { throw usage("the tier \(printable(tiers[place])) has two shares") }
      shares[place] = share
    }
    try TargetShares.check(shares, tiers)
    self.shares = shares
  }

  private static func entry(_ part: String) throws -> (name: String, share: Int64) {
    let example = "write a tier and its share of the rated guilds, such as `Platinum 5%`"
    let whole = part.trimmed
    guard whole.count(where: { $0 == "%" }) < 2 else {
      throw usage("\(printable(whole)) has two shares; write a comma between them, as in `Platinum 5%, Gold 20%`")
    }
    guard whole.hasSuffix("%") else { throw usage("\(printable(whole)) is no share; \(example)") }
    let words = String(whole.dropLast()).trimmed
    let number = String(words.reversed().prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.reversed())
    let before = words.dropLast(number.count)
    // A tier may be called `A+`: a sign stands apart from the name.
    if let sign = before.last, "-−+".contains(sign), !number.isEmpty,
      before.dropLast().last.map({ $0.isWhitespace || ":=".contains($0) }) ?? true
    {
      throw usage("\(sign)\(number) % can't be a share; write it without a sign, from 0 % to 100 %")
    }
    var name = String(before).trimmed
    // `Platinum: 5%` and `Platinum=5%` say the same.
    if let mark = name.last, ":=".contains(mark) { name = String(name.dropLast()).trimmed }
    guard !name.isEmpty, let share = decimalUnits(number, decimals: 4) else {
      throw usage("\(printable(whole)) is no share; \(example)")
    }
    guard share <= 1_000_000 else {
      throw usage("\(printable(name)) can't have \(number) % of the guilds; a share is at most 100 %")
    }
    return (name, share)
  }

  private static func check(_ shares: [Int64?], _ tiers: [String]) throws {
    let sum = shares.compactMap { $0 }.reduce(0, +)
    let text = spelled(sum, decimals: 4)
    guard sum <= 1_000_000 else { throw usage("the shares come to \(text) %, more than all guilds") }
    guard tiers.count > 1 else { throw usage("there is one tier, \(printable(tiers[0])), and so it has all guilds") }
    guard let last = shares.last, last != nil else { return }
    guard shares.contains(where: { $0 == nil }) || sum != 1_000_000 else { return }
    throw usage(
      shares.contains { $0 == nil }
        ? "\(printable(tiers[tiers.count - 1])) is the last tier and has what the others leave; give the shares of the others"
        : "the shares of all tiers come to \(text) %, not 100 %; leave out \(printable(tiers[tiers.count - 1])), which has the rest"
    )
  }
}

private func usage(_ message: String) -> Failure { Failure(.usage, "--target-share: \(message)") }

extension String {
  /// Without spaces at its ends.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// `12.5` in units of the last of so many decimals; `nil` for anything that is no such number, or a large one.
func decimalUnits(_ text: String, decimals: Int) -> Int64? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), !parts[0].isEmpty, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else {
    return nil
  }
  let fraction = parts.count == 2 ? String(parts[1]) : ""
  guard fraction.count <= decimals, parts.count == 1 || !fraction.isEmpty, parts[0].count <= 12 else { return nil }
  return Int64(parts[0] + fraction + String(repeating: "0", count: decimals - fraction.count))
}

/// The other way: without zeros that say nothing.
func spelled(_ units: Int64, decimals: Int) -> String {
  let digits = String(units.magnitude)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  var fraction = padded.suffix(decimals)
  while fraction.last == "0" { fraction.removeLast() }
  return (units < 0 ? "-" : "") + padded.dropLast(decimals) + (fraction.isEmpty ? "" : ".\(fraction)")
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
