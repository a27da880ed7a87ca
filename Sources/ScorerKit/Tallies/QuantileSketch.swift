/// A histogram of whole numbers from which any quantile is read within 1 %, and never above what it is.
///
/// Values below 256 have a bucket each; above, every power of two is cut into 128 buckets, so a bucket is at most 1/128 of
/// its values wide. A quantile is read as its bucket's lowest value: so a median that lies exactly at a limit, which a gate
/// may watch, never seems to have passed it. Integers only: merging is exact.
/// (The log-linear layout of HdrHistogram, G. Tene.)
public struct QuantileSketch: Mergeable {
  private var buckets = Counts()
  /// Values that are infinite, such as the response time of a request never answered.
  public private(set) var infinite: Int64 = 0
  public private(set) var count: Int64 = 0

  public init() {}

  /// - Precondition: `value` is not negative.
  @inline(__always) public mutating func add(_ value: Int64) {
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

  /// The smallest value that at least `share` of all do not exceed, or up to 1/128 less; infinite where too few are finite.
  /// `nil` without values.
  ///
  /// - Complexity: O(buckets in use).
  public func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    let needed = max(1, Int64((share * Double(count)).rounded(.up)))
    if let bucket = buckets.key(upTo: needed) { return Double(QuantileSketch.lowest(of: bucket)) }
    return .infinity
  }

  /// How many values lie in buckets whose lowest value is at most this.
  ///
  /// - Complexity: O(buckets in use).
  public func count(upTo value: Double) -> Int64 {
    guard value.isFinite else { return value > 0 ? count : 0 }
    return buckets.entries.reduce(0) { Double(QuantileSketch.lowest(of: $1.key)) <= value ? $0 + $1.count : $0 }
  }

  @inline(__always) static func bucket(of value: Int64) -> Int {
    let shift = max(0, Int64.bitWidth - value.leadingZeroBitCount - 8)
    return shift * 128 + Int(value >> Int64(shift))
  }

  static func lowest(of bucket: Int) -> Int64 {
    guard bucket >= 256 else { return Int64(bucket) }
    let shift = bucket / 128 - 1
    return Int64(bucket - shift * 128) << Int64(shift)
  }
}

extension QuantileSketch {
  private enum CodingKeys: CodingKey { case buckets, infinite, count }

  /// A sketch from elsewhere may be anybody's: one that was not made by adding values is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    buckets = try container.decode(Counts.self, forKey: .buckets)
    infinite = try container.decode(Int64.self, forKey: .infinite)
    count = try container.decode(Int64.self, forKey: .count)
    guard infinite >= 0, count >= infinite, count - infinite == buckets.total else {
      let problem = "is a sketch whose counts do not add up"
      throw DecodingError.dataCorruptedError(forKey: .buckets, in: container, debugDescription: problem)
    }
  }
}
