/// A histogram of whole numbers from which any quantile is read within 1 %.
///
/// Values below 128 have a bucket each; above, every power of two is cut into 64 buckets, so a bucket is at most 1/64 of
/// its values wide and its middle is within 1/128 of each of them. Integers only: merging is exact.
/// (The log-linear layout of HdrHistogram, G. Tene.)
public struct QuantileSketch: Mergeable {
  private var buckets = Counts()
  /// Values that are infinite, such as the response time of a request never answered.
  public private(set) var infinite: Int64 = 0
  public private(set) var count: Int64 = 0

  public init() {}

  /// - Precondition: `value` is not negative.
  public mutating func add(_ value: Int64) {
    buckets.add(at: QuantileSketch.bucket(of: value))
    count += 1
  }

  public mutating func addInfinite() {
    infinite += 1
    count += 1
  }

  public mutating func merge(_ other: QuantileSketch) {
    buckets.merge(other.buckets)
    infinite += other.infinite
    count += other.count
  }

  /// The smallest value that at least `share` of all do not exceed, within 1 %; infinite where too few are finite.
  /// `nil` without values.
  ///
  /// - Complexity: O(buckets in use).
  public func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    let needed = max(1, Int64((share * Double(count)).rounded(.up)))
    var seen: Int64 = 0
    for (bucket, count) in buckets.entries {
      seen += count
      if seen >= needed { return QuantileSketch.middle(of: bucket) }
    }
    return .infinity
  }

  /// How many values lie at or below `limit`, up to the width of its bucket.
  public func count(upTo limit: Double) -> Int64 {
    buckets.entries.reduce(0) { QuantileSketch.middle(of: $1.key) <= limit ? $0 + $1.count : $0 }
  }

  static func bucket(of value: Int64) -> Int {
    let shift = max(0, Int64.bitWidth - value.leadingZeroBitCount - 7)
    return shift * 64 + Int(value >> Int64(shift))
  }

  static func middle(of bucket: Int) -> Double {
    guard bucket >= 128 else { return Double(bucket) }
    let shift = bucket / 64 - 1
    let low = Int64(bucket - shift * 64) << Int64(shift)
    return Double(low) + Double((Int64(1) << Int64(shift)) - 1) / 2
  }
}
