import ScorerKit

/// Measures that somebody else has worked out, rated like any other: the programme declares which there are.
public struct Brought: DeclaringScorer {
  public static let id = "brought"
  public static let title = "Brought measures"
  public static let summary =
    "Measures worked out elsewhere, which the programme declares and the table measures brings."
  public static let version = 1
  public static let measures: [Measure] = []
  public static let needs = [MeasuresTable.table.need]
  public static let counting: Measure.Counting? = .init(
    of: "month is the last one in {window} that has a row of the measure")

  public private(set) var measures: [Measure] = []
  private enum CodingKeys: CodingKey {}

  public init() {}

  public func declaring(_ measures: [Measure]) -> Brought {
    var scorer = self
    scorer.measures = measures
    return scorer
  }

  public static let reads = [
    MeasuresTable.table.reading(
      MeasuresTable.month, MeasuresTable.measure, MeasuresTable.value, MeasuresTable.numerator,
      MeasuresTable.denominator)
  ]

  /// The declared measures by the hashes of their ids, each as of the latest month within the window that has a row of it.
  public struct Tally: Mergeable {
    var latest: [UInt64: Latest] = [:]
    /// Rows in the window of measures that nobody declares.
    var undeclared: Int64 = 0

    public init() {}

    public mutating func merge(_ other: Tally) {
      undeclared += other.undeclared
      for (measure, row) in other.latest { add(row, of: measure) }
    }

    mutating func add(_ row: Latest, of measure: UInt64) {
      if latest[measure]?.merge(row) == nil { latest[measure] = row }
    }
  }

  /// The rows of one measure and month. There should be one; of several, which is right can't be told.
  struct Latest: Equatable, Sendable {
    /// Months since January of the year 0.
    var month: Int64
    var rows: Int64 = 1
    /// Bit patterns of Doubles, `missingValue` where there is none. Of several rows the least patterns, so that the order in
    /// which they come changes nothing.
    var value: Int64
    var numerator: Int64
    var denominator: Int64

    mutating func merge(_ other: Latest) {
      if other.month > month {
        self = other
      } else if other.month == month {
        rows += other.rows
        value = min(value, other.value)
        numerator = min(numerator, other.numerator)
        denominator = min(denominator, other.denominator)
      }
    }
  }

  public func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    let (month, measure) = (rows[MeasuresTable.month], rows[MeasuresTable.measure])
    let (value, numerator) = (rows[MeasuresTable.value], rows[MeasuresTable.numerator])
    let denominator = rows[MeasuresTable.denominator]
    let declared = Set(measures.map { StableHash.columnValue($0.id) })
    let months = window.month.adding(1 - Int64(window.months)).ordinal...window.month.ordinal

    for row in rows.indices where months.contains(month[row]) {
      let guild = rows.guilds[row]
      guard declared.contains(measure[row]) else {
        tallies[guild].undeclared += 1
        continue
      }
      let latest = Latest(
        month: month[row], value: bits(value[row]), numerator: bits(numerator[row]), denominator: bits(denominator[row])
      )
      tallies[guild].add(latest, of: measure[row])
    }
  }

  public func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    measures.compactMap { measure in
      tally.latest[StableHash.columnValue(measure.id)].flatMap { $0.estimate(of: measure) }
    }
  }

  public func notice(of tallies: ContiguousArray<Tally>) -> String? {
    let rows = tallies.reduce(0) { $0 + $1.undeclared }
    guard rows > 0 else { return nil }
    return """
      \(rows) \(rows == 1 ? "row" : "rows") of the table measures \(rows == 1 ? "is" : "are") of measures that the \
      programme does not declare; they count for nothing
      """
  }
}

extension Brought.Latest {
  /// The value as it was brought, or else one figure over the other; `nil`: neither is there.
  func estimate(of measure: Measure) -> Estimate? {
    let month = Month(ordinal: month)
    guard rows == 1 else {
      return measure.unrated(because: "“\(measure.title)” has \(rows) rows for \(month)", numerator: Double(rows))
    }
    let base = number(denominator).flatMap { $0 > 0 ? $0 : nil }
    let quotient = base.flatMap { base in number(numerator).map { $0 / base } }
    guard let value = number(value) ?? quotient else { return nil }
    guard value.isFinite else {
      return measure.unrated(
        because: "the numerator of “\(measure.title)” over its denominator is too large a number for \(month)",
        numerator: 0)
    }
    if measure.unit == .share, measure.kind != .dispersion, !(0...1).contains(value) {
      return measure.unrated(
        because: "“\(measure.title)” is \(value) for \(month), and a share lies between 0 and 1", numerator: value)
    }
    return measure.brought(value, numerator: number(numerator), denominator: base)
  }
}

private func bits(_ number: Double?) -> Int64 { number.map { Int64(bitPattern: $0.bitPattern) } ?? missingValue }

private func number(_ bits: Int64) -> Double? {
  bits == missingValue ? nil : Double(bitPattern: UInt64(bitPattern: bits))
}
