import ScorerKit

/// Which rows a measure counts, with the settings' values in it, and what it says of a single row.
public struct CountingRule: Sendable, Equatable {
  public let of: String
  public let when: String?
  private let kind: Measure.Kind

  /// As a scorer's documentation has it; `nil` where nobody has said which rows count.
  public init?(_ measure: Measure, of scorer: any Scorer) {
    guard let counting = measure.counting else { return nil }
    self.init(counting, measure, scorer, window: "the window", month: "the month")
  }

  /// As of one month. Where nobody has said which rows count, it says so much as is known of any measure.
  init(_ measure: Measure, of scorer: any Scorer, in window: Window) {
    self.init(
      measure.counting ?? CountingRule.general(measure.kind), measure, scorer, window: window.title,
      month: window.month.title)
  }

  private init(_ counting: Measure.Counting, _ measure: Measure, _ scorer: any Scorer, window: String, month: String) {
    var words = scorer.spelledSettings.mapValues { $0.replacing("\u{A0}", with: " ") }
    (words["window"], words["month"]) = (window, month)
    of = filled(counting.of) { words[String($0)] }
    when = counting.when.map { filled($0) { words[String($0)] } }
    kind = measure.kind
  }

  private static func general(_ kind: Measure.Kind) -> Measure.Counting {
    let when: String? =
      switch kind {
      case .proportion, .ratio, .rate, .mean: "it adds to the numerator"
      case .quantile: "it has a value"
      case .survival: "it is an event"
      case .dispersion, .breakdown: nil
      }
    return Measure.Counting(of: "the scorer counts the row in {window}", when: when)
  }

  /// Of a row that counts.
  ///
  /// - Parameters:
  ///   - adds: it adds to the numerator, is an event, or has a value.
  ///   - isBase: it is among those that the measure rests on.
  func words(adds: Bool, isBase: Bool) -> String {
    guard let when else { return of }
    return switch (adds, isBase) {
    case (true, true): "\(of); and \(when)"
    case (true, false): when
    // What a rate is counted against is seldom of a kind with what is counted.
    case (false, _): kind == .rate ? of : "\(of); but not: \(when)"
    }
  }

  /// Of a row that does not count.
  var wordsNotCounted: String {
    if kind == .rate, let when { "neither: \(of); nor: \(when)" } else { "not: \(of)" }
  }
}

extension Window {
  /// `October 2026`, `August 2026 to October 2026`.
  var title: String { months == 1 ? month.title : "\(month.adding(1 - Int64(months)).title) to \(month.title)" }
}
