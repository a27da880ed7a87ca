#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a unit of each currency is worth in the first one, month by month; made up, not the world's.
struct ExchangeRates {
  static let columns = ["month", "currency", "rate"]

  private let currencies: [String]
  /// By currency and month of the timeline, in millionths.
  private let rates: [[Int64]]

  init(_ options: Simulation.Options, _ timeline: Timeline) {
    currencies = options.currencies
    rates = currencies.indices.map { currency in
      var random = Random(seed: options.seed, .rates, currency)
      var logarithm = currency == 0 ? 0 : 1.5 * random.normal()
      return timeline.months.map { _ in
        if currency > 0 { logarithm += 0.01 * random.normal() }
        return max(1, Int64((exp(logarithm) * 1e6).rounded()))
      }
    }
  }

  /// How many units of a currency the first one's was worth in the first month.
  func unitsPerFirst(_ currency: Int) -> Double { 1e6 / Double(rates[currency][0]) }

  /// The currencies after the first.
  func write(to file: CSVFile, _ timeline: Timeline) throws(SimulationError) {
    for (month, name) in timeline.months.enumerated() {
      for currency in currencies.indices.dropFirst() {
        let rate = rates[currency][month]
        try file.startRow()
        file.text(name.description)
        file.text(currencies[currency])
        file.text("\(rate / 1_000_000).\(padded(Int(rate % 1_000_000), 6))")
        file.endRow()
      }
    }
  }
}
