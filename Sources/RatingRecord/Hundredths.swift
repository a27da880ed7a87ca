/// Hundredths of a point: what scores are counted in once they are rounded, so that comparing and adding them is exact.
public typealias Hundredths = Int64

/// Points rounded half up to 0.01.
///
/// A value within 10⁻⁹ points of a half counts as the half: binary fractions must not decide what decimal arithmetic has
/// at a tie. Absurd amounts beyond what can be held come to the most that can.
public func hundredths(_ points: Double) -> Hundredths {
  let rounded = (points * 100 + 0.5 + 1e-7).rounded(.down)
  return Hundredths(exactly: rounded) ?? (rounded < 0 ? .min : .max)
}

/// Back to points, as the record and outputs hold them.
public func inPoints(_ hundredths: Hundredths) -> Double { Double(hundredths) / 100 }
