import Statistics

/// What a guild is like beneath what can be measured: each quality from 0 (worst) to 1 (best).
///
/// Across guilds each is uniform, and any two of a guild are alike by a common factor (correlation of the normal scores
/// 0.3).
struct Qualities: Equatable {
  /// How it answers its broadcasters.
  var service: Double
  /// How it pays them.
  var pay: Double
  /// How it keeps them.
  var care: Double
  /// How it behaves towards them.
  var conduct: Double

  static let commonShare = 0.3

  /// A guild's qualities in each of `count` months: constant for the first `steady`, then a random walk with steps of
  /// standard deviation `drift`, thrown back at 0 and 1, so that uniform stays uniform.
  static func months(_ count: Int, steady: Int, drift: Double, guild: Int, seed: UInt64) -> [Qualities] {
    var first = Random(seed: seed, .qualities, guild)
    var steps = Random(seed: seed, .drift, guild)
    let common = first.normal()
    func quality() -> Double {
      Normal.cumulative(commonShare.squareRoot() * common + (1 - commonShare).squareRoot() * first.normal())
    }
    var now = Qualities(service: quality(), pay: quality(), care: quality(), conduct: quality())
    var months = [now]
    while months.count < count {
      if months.count >= steady {
        for quality in [\Qualities.service, \.pay, \.care, \.conduct] {
          now[keyPath: quality] = reflected(now[keyPath: quality] + drift * steps.normal())
        }
      }
      months.append(now)
    }
    return months
  }

  /// Folds the line into 0…1, as two mirrors at its ends do.
  static func reflected(_ x: Double) -> Double {
    let folded = abs(x.truncatingRemainder(dividingBy: 2))
    return folded > 1 ? 2 - folded : folded
  }
}
