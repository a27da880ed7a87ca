#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Greenwood's sum Σ d/(y·(y−d)), by which the variance of a product-limit survival S is S²·Σ.
///
/// It is 0 without events. Where all at risk have the event (d = y) it is infinite; survival is 0 from there on.
///
/// Source: Greenwood, "The natural duration of cancer", Reports on Public Health and Medical Subjects 33 (1926).
///
/// - Parameters:
///   - events: d, by time, in the order of time.
///   - atRisk: y, at the same times; times without anyone at risk are passed over.
public func greenwood(events: [Double], atRisk: [Double]) -> Double {
  precondition(events.count == atRisk.count, "events and those at risk are by time")
  return zip(events, atRisk).reduce(0) { sum, time in
    let (events, atRisk) = time
    return events > 0 && atRisk > 0 ? sum + events / (atRisk * (atRisk - events)) : sum
  }
}

/// The confidence interval of a survival that is symmetric for ln(−ln S): S^exp(±z·√Σ/|ln S|). It stays within 0…1.
///
/// Source: Kalbfleisch and Prentice, "The Statistical Analysis of Failure Time Data" (1980), section 1.3.
///
/// - Parameters:
///   - survival: S, the product-limit estimate.
///   - greenwood: its Greenwood's sum.
///   - confidence: how sure, such as 0.9; between 0 and 1.
/// - Returns: `nil` where there is none: without any event (S = 1) and where nobody is left (S = 0), when S has no variance to be
///   had from Greenwood's sum.
public func cloglogInterval(survival: Double, greenwood: Double, confidence: Double) -> (low: Double, high: Double)? {
  guard survival > 0, survival < 1, greenwood.isFinite, greenwood >= 0, confidence > 0, confidence < 1 else {
    return nil
  }
  let logarithm = log(survival)
  let spread = Normal.quantile(0.5 + confidence / 2) * greenwood.squareRoot() / -logarithm
  return (exp(logarithm * exp(spread)), exp(logarithm * exp(-spread)))
}
