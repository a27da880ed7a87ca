import ScorerKit

/// What a row counted as for a measure. Besides the parts of breakdowns these are all the words there are.
public enum CountedAs: Sendable, Equatable {
  /// Of a proportion: on its better side, on its worse side, or with only a part of what it counts in the numerator.
  case success, breach, inPart
  /// Of a ratio that is a share: less than the best there could be, or the best.
  case amountShort, inFull
  /// Of any other ratio: it adds to the numerator, or to the denominator alone.
  case amount, noAmount
  /// Of a rate: what is counted, what it is counted against, or both in one row.
  case event, exposure, eventAndExposure
  /// Of a survival: observed without an event. What has one is an `event`.
  case censored
  /// Of a quantile: what never came.
  case never
  /// Of all else.
  case counted
  /// Of a breakdown: such as a leave reason.
  case part(String)
  case notCounted
  /// A bad row, which no figure rests on.
  case setAside

  public var words: String {
    switch self {
    case .success: "success"
    case .breach: "breach"
    case .inPart: "in part"
    case .amountShort: "amount short"
    case .inFull: "in full"
    case .amount: "amount"
    case .noAmount: "no amount"
    case .event: "event"
    case .exposure: "exposure"
    case .eventAndExposure: "event and exposure"
    case .censored: "censored"
    case .never: "never"
    case .counted: "counted"
    case .part(let part): part
    case .notCounted: "not counted"
    case .setAside: "set aside"
    }
  }

  /// - Parameters:
  ///   - alone: what the row comes to by itself; it counts.
  ///   - measure: of any kind but a breakdown.
  init(_ alone: Estimate, of measure: Measure) {
    let (numerator, denominator) = (alone.numerator ?? 0, alone.denominator)
    switch measure.kind {
    case .proportion where numerator > 0 && numerator < denominator: self = .inPart
    case .proportion: self = (numerator > 0) == (measure.direction == .higher) ? .success : .breach
    case .ratio where measure.unit == .share:
      let isShort = measure.direction == .lower ? numerator > 0 : numerator < denominator
      self = isShort ? .amountShort : .inFull
    case .ratio: self = numerator == 0 ? .noAmount : .amount
    case .rate where numerator == 0: self = .exposure
    case .rate: self = denominator > 0 ? .eventAndExposure : .event
    case .survival: self = alone.value == 1 ? .censored : .event
    case .quantile where alone.value == .infinity: self = .never
    case .quantile, .mean, .dispersion, .breakdown: self = .counted
    }
  }
}
