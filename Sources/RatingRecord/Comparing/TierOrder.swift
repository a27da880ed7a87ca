/// The tiers of two programmes in one order, best first, so that it can be told which is better.
///
/// Tiers that both have are the same by their names. What stands between two of them, or before or after all, is matched by
/// place: where Platinum is called Diamond, Diamond is Platinum; where Diamond is put before Platinum, it is one more. Where
/// tiers that both have come in another order, all are matched by place.
public struct TierOrder: Sendable {
  /// The place of each programme's tiers in the common order.
  public let before: [Int]
  public let after: [Int]
  /// Whether names say which tiers are the same, so that one name is one tier.
  public let isByName: Bool

  /// - Parameters: names, best first, none of them twice.
  public init(_ before: [String], _ after: [String]) {
    let shared = before.filter(after.contains)
    isByName = !shared.isEmpty && shared == after.filter(before.contains)
    guard isByName else {
      (self.before, self.after) = (Array(before.indices), Array(after.indices))
      return
    }
    var (places, level) = ((before: [Int](), after: [Int]()), 0)
    var (was, becomes) = (before[...], after[...])
    for name in shared.map(Optional.some) + [nil] {
      let stretches = (was.prefix { $0 != name }, becomes.prefix { $0 != name })
      places.before += stretches.0.indices.map { level + $0 - was.startIndex }
      places.after += stretches.1.indices.map { level + $0 - becomes.startIndex }
      level += max(stretches.0.count, stretches.1.count)
      guard name != nil else { break }
      places.before.append(level)
      places.after.append(level)
      level += 1
      (was, becomes) = (was.dropFirst(stretches.0.count + 1), becomes.dropFirst(stretches.1.count + 1))
    }
    (self.before, self.after) = places
  }
}
