import ScorerKit

/// What currencies are worth in the programme's, month by month.
struct ExchangeRates: Sendable {
  /// The programme's.
  let currency: String
  private var rates: [Key: Rate] = [:]

  private struct Key: Hashable {
    let month: Month
    let currency: Identifier
  }

  /// Programme-currency units per unit, in 1/10¹⁰: exact for rates of up to ten decimals.
  struct Rate: Sendable, Equatable {
    let scaled: Int64
    static let digits = 10
    private static let one: Int128 = 10_000_000_000

    /// An amount converted and rounded half up to 1/10,000; `nil` where it is too large to be held.
    func convert(_ amount: Int64) -> Int64? {
      Int64(exactly: (2 * Int128(amount) * Int128(scaled) + Rate.one) / (2 * Rate.one))
    }
  }

  init(currency: String) { self.currency = currency }

  /// Takes the rates of a table, setting aside rows that are bad.
  ///
  /// - Throws: `EngineError.contradiction` where a month has two different rates for one currency.
  mutating func add(_ table: inout SmallTable) throws {
    for row in table.rows {
      guard let month = row.values["month"], let name = row.texts["currency"], let text = row.texts["rate"] else {
        continue
      }
      guard case .value(let scaled) = text.bytes.withUnsafeBufferPointer({ parseDecimal($0, digits: Rate.digits) }),
        scaled > 0
      else {
        table.setAside(
          row, cause: "rate is not a rate", value: text,
          expectation: "a decimal above 0, at most ten decimals")
        continue
      }
      let key = Key(month: Month(ordinal: month), currency: name)
      if let known = rates.updateValue(Rate(scaled: scaled), forKey: key), known != Rate(scaled: scaled) {
        throw EngineError.contradiction(
          "\(row.place): \(printable(name.description)) has two rates for \(key.month); which is right can't be told")
      }
    }
  }

  func isOwn(_ currency: [UInt8]) -> Bool { self.currency.utf8.elementsEqual(currency) }

  func rate(of currency: [UInt8], in month: Month) -> Rate? { rates[Key(month: month, currency: Identifier(currency))] }
}
