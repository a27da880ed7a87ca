import RatingRecord

/// A sentence of somebody else's: begins with a capital and ends with a stop.
func sentence(_ text: String) -> String {
  let text = visible(text)
  guard let last = text.last else { return text }
  return capitalised(text) + (".!?…".contains(last) ? "" : ".")
}

func capitalised(_ text: String) -> String {
  // Most are already; an accent on the letter would be its second byte.
  if text.utf8.prefix(2).allSatisfy({ $0 < 0x80 }), text.utf8.first.map({ $0 < 0x61 || $0 > 0x7A }) ?? true {
    return text
  }
  return text.prefix(1).uppercased() + text.dropFirst()
}

/// For the middle of a sentence: `payout fairness` of `Payout fairness`; `VIP care` stays.
func uncapitalised(_ text: String) -> String {
  if let second = text.dropFirst().first, second.isUppercase { return text }
  return text.prefix(1).lowercased() + text.dropFirst()
}

/// `a, b and c`.
func listed(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}

/// `1 guild`, `2 guilds`, `1,204 guilds`.
func counted(_ count: Int64, _ noun: String) -> String {
  countText(Int(count)) + "\u{A0}" + noun + (count == 1 ? "" : "s")
}

/// `1,204`.
func countText(_ count: Int) -> String { decimal(Double(count), places: 0) }

/// Both, or neither.
func zip<A, B>(_ a: A?, _ b: B?) -> (A, B)? {
  guard let a, let b else { return nil }
  return (a, b)
}
