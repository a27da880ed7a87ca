/// Hundredths of a point: what scores are counted in once they are rounded, so that comparing and adding them is exact.
typealias Hundredths = Int64

/// Points rounded half up to 0.01.
///
/// A value within 10⁻⁹ points of a half counts as the half: binary fractions must not decide what decimal arithmetic has
/// at a tie.
func hundredths(_ points: Double) -> Hundredths { Hundredths((points * 100 + 0.5 + 1e-7).rounded(.down)) }

/// Back to points, as the record and outputs hold them.
func inPoints(_ hundredths: Hundredths) -> Double { Double(hundredths) / 100 }

/// Shares of a whole in hundredths that add up to it exactly: each part is cut down, and what is left goes to those that
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
