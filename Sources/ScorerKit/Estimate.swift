/// A measure's value for one guild, with the evidence behind it.
public struct Estimate: Sendable, Equatable {
  public let measure: String
  /// The part of a breakdown, such as a leave reason; `nil` elsewhere.
  public let part: String?
  /// In the measure's unit. `nil`: this part has no value, only counts. Infinite: a quantile that is never reached.
  public let value: Double?
  /// What was counted, where the kind has it.
  public let numerator: Double?
  /// What it was counted out of: 0 means no data.
  public let denominator: Double
  /// `nil`: the figures above are all there is; for kinds that need more the value then has no interval.
  public let evidence: Evidence?
  public let flags: Set<Flag>
  /// Why the guild can't be rated at all, where it can't.
  public let unratedBecause: String?

  public enum Flag: String, Sendable, Codable {
    /// The estimate reaches beyond where anybody was observed.
    case thin
  }

  init(
    _ measure: Measure, part: String? = nil, value: Double?, numerator: Double?, denominator: Double,
    evidence: Evidence? = nil, flags: Set<Flag> = [], unratedBecause: String? = nil
  ) {
    self.measure = measure.id
    self.part = part
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.evidence = evidence
    self.flags = flags
    self.unratedBecause = unratedBecause
  }
}

/// How a scorer makes estimates: each checks nothing but arithmetic; a denominator of 0 makes *no data*.
extension Measure {
  /// `count` of `total`.
  public func proportion(_ count: Int64, of total: Int64) -> Estimate {
    quotient(Double(count), per: Double(total))
  }

  /// `count` events over an exposure, in the unit of the measure's denominator.
  ///
  /// - Parameter squares: the sum of the squares of the events' weights, where they do not count one each.
  public func rate(_ count: Double, per exposure: Double, squares: Double? = nil) -> Estimate {
    quotient(count, per: exposure, squares.map { .weights(squares: $0) })
  }

  /// One sum over another.
  ///
  /// - Parameter pairs: squares and products of what was added up, for an interval.
  public func ratio(_ sum: Double, to base: Double, pairs: Evidence.Pairs? = nil) -> Estimate {
    quotient(sum, per: base, pairs.map(Evidence.pairs))
  }

  /// A sum over how many.
  ///
  /// - Parameter squares: the sum of the squares of what was added up, for an interval.
  public func mean(_ sum: Double, over count: Int64, squares: Double? = nil) -> Estimate {
    quotient(sum, per: Double(count), squares.map { .pairs(.init(xx: $0, yy: Double(count), xy: sum)) })
  }

  /// The value at `share` of all values.
  ///
  /// - Parameter unit: what one of the measure's units is in the values' own, such as 3600 for hours of seconds.
  public func quantile(_ share: Double, of values: QuantileSketch, unit: Double = 1) -> Estimate {
    Estimate(
      self, value: values.quantile(share).map { $0 / unit }, numerator: nil, denominator: Double(values.count),
      evidence: .values(values, share: share, unit: unit))
  }

  /// The coefficient of variation: the standard deviation over the mean, of all values (not of a sample of them).
  ///
  /// - Parameter value: worked out exactly, where the caller can.
  public func dispersion(_ value: Double, of powers: Evidence.PowerSums?, count: Int64) -> Estimate {
    Estimate(
      self, value: value, numerator: nil, denominator: Double(count), evidence: powers.map(Evidence.powers))
  }

  /// The share that survives, resting on `denominator`.
  public func survival(
    _ share: Double, restingOn denominator: Double, hazard: Evidence.Hazard?, flags: Set<Estimate.Flag> = []
  ) -> Estimate {
    Estimate(
      self, value: share, numerator: nil, denominator: denominator, evidence: hazard.map(Evidence.hazard), flags: flags)
  }

  /// A value without a numerator or an interval, resting on `denominator`.
  public func value(_ value: Double, restingOn denominator: Double, flags: Set<Estimate.Flag> = []) -> Estimate {
    Estimate(self, value: value, numerator: nil, denominator: denominator, flags: flags)
  }

  /// A value worked out elsewhere, with what it rests on where that is known: it need not be one figure over the other. Of
  /// an unknown denominator only the value itself is known to be there, which counts 1.
  public func brought(_ value: Double, numerator: Double?, denominator: Double?) -> Estimate {
    Estimate(self, value: value, numerator: denominator == nil ? nil : numerator, denominator: denominator ?? 1)
  }

  /// One part of a breakdown.
  public func part(_ part: String, value: Double?, _ count: Int64, of total: Int64) -> Estimate {
    Estimate(self, part: part, value: value, numerator: Double(count), denominator: Double(total))
  }

  /// No estimate, and no rating of the guild either: what the tally holds must count and cannot.
  public func unrated(because reason: String, numerator: Double) -> Estimate {
    Estimate(self, value: nil, numerator: numerator, denominator: 0, unratedBecause: reason)
  }

  private func quotient(_ numerator: Double, per denominator: Double, _ evidence: Evidence? = nil) -> Estimate {
    Estimate(
      self, value: denominator > 0 ? numerator / denominator : nil, numerator: numerator, denominator: denominator,
      evidence: evidence)
  }
}
