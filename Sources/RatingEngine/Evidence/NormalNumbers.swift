import Statistics

/// Standard normal numbers out of random words.
struct NormalNumbers {
  private static let places: UInt32 = 4096
  /// The normal quantile at multiples of 2⁻¹²; its ends stand for nothing.
  private static let quantiles: [Double] = {
    let inner: [Double] = (1..<Int(places)).map { Normal.quantile(Double($0) / Double(places)) }
    return [0] + inner + [0]
  }()

  private let table: UnsafeBufferPointer<Double>

  /// - Parameter body: what it is handed is good within it, no longer.
  static func with(_ body: (NormalNumbers) -> Void) {
    quantiles.withUnsafeBufferPointer { body(NormalNumbers(table: $0)) }
  }

  /// The quantiles at (word + ½) ÷ 2³²: by lines between the places of a table, which are within 1e-5 of it, and in the outer
  /// sixty-fourths itself.
  func fill(_ numbers: UnsafeMutableBufferPointer<Double>, from words: UnsafeBufferPointer<UInt32>) {
    for i in numbers.indices {
      let place = Int(words[i] >> 20)
      let part = Double(Int32(truncatingIfNeeded: words[i] & 0xF_FFFF)) * 0x1p-20
      let (low, high) = (table[place], table[place + 1])
      numbers[i] = low + part * (high - low)
    }
    for i in numbers.indices where (words[i] >> 20) &- 64 >= NormalNumbers.places - 128 {
      numbers[i] = Normal.quantile((Double(words[i]) + 0.5) * 0x1p-32)
    }
  }
}
