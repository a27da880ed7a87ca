/// The name most likely meant, if one is near enough to be worth offering: about a letter in three may be wrong.
///
/// Case does not count. Of several equally near, the first. If none is near, the one that begins like the text.
public func nearestName(to text: String, among names: [String]) -> String? {
  let word = Array(text.lowercased().unicodeScalars)
  guard (1...64).contains(word.count) else { return nil }
  var best: (name: String, distance: Int)?
  for name in names {
    let other = Array(name.lowercased().unicodeScalars)
    let allowed = min(3, max(1, max(word.count, other.count) / 3))
    guard abs(word.count - other.count) <= allowed else { continue }
    let distance = editDistance(word, other)
    if distance <= allowed, distance < min(word.count, other.count), distance < best?.distance ?? .max {
      best = (name, distance)
    }
  }
  if let best { return best.name }
  let beginnings = names.filter { word.count >= 3 && $0.lowercased().unicodeScalars.starts(with: word) }
  return beginnings.count == 1 ? beginnings.first : nil
}

/// How many letters to put in, take out, change, or swap with their neighbour to make one word the other
/// (optimal string alignment: no letter is edited twice).
///
/// - Complexity: O(`a.count` × `b.count`) time, O(`b.count`) memory.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
