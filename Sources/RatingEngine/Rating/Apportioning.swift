import RatingRecord

/// Shares of a whole, in hundredths or any smaller unit, that add up to it exactly: each part is cut down, and what is left goes to those that
/// lost most, the first of them where they are equal (the largest remainders).
func apportion(_ whole: Hundredths, inProportionTo parts: [Double]) -> [Hundredths] {
  let sum = parts.reduce(0, +)
  guard sum > 0 else { return parts.map { _ in 0 } }
  let exact = parts.map { Double(whole) * $0 / sum }
  var shares = exact.map { Hundredths($0.rounded(.down)) }
  let byRemainder = exact.indices.sorted { a, b in
    let (left, right) = (exact[a] - exact[a].rounded(.down), exact[b] - exact[b].rounded(.down))
    return left == right ? a < b : left > right
  }
  let left = whole - shares.reduce(0, +)
  for index in byRemainder.prefix(Int(max(0, left))) { shares[index] += 1 }
  return shares
}

/// Whole numbers near `exact` ones, of either sign, that add up to a whole: each is cut down, and what is left goes round by
/// the largest remainders. If the exact ones add up to the whole but for rounding, none is further off than one.
func apportion(_ whole: Hundredths, exact: [Double]) -> [Hundredths] {
  guard !exact.isEmpty else { return [] }
  var shares = exact.map { Hundredths($0.rounded(.down)) }
  let byRemainder = exact.indices.sorted { a, b in
    let (left, right) = (exact[a] - exact[a].rounded(.down), exact[b] - exact[b].rounded(.down))
    return left == right ? a < b : left > right
  }
  var left = whole - shares.reduce(0, +)
  var next = 0
  while left > 0 {
    shares[byRemainder[next % byRemainder.count]] += 1
    (left, next) = (left - 1, next + 1)
  }
  next = byRemainder.count - 1
  while left < 0 {
    shares[byRemainder[next]] -= 1
    (left, next) = (left + 1, next > 0 ? next - 1 : byRemainder.count - 1)
  }
  return shares
}
