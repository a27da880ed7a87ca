import ScorerKit

extension Simulation {
  /// What to simulate.
  public struct Options: Sendable, Equatable {
    public var guilds = 60
    /// How many there are at a time over all guilds; those who leave are replaced by others.
    public var broadcasters = 3000
    public var months = 6
    /// Nothing happens after it.
    public var lastMonth = Month(year: 2026, month: 10)
    public var requestsPerBroadcasterMonth = 10.0
    public var seed: UInt64 = 1
    /// The standard deviation of a quality's step from one month to the next; 0: qualities stay.
    public var drift = 0.03
    /// The share of bad rows in each table of events, such as 0.005.
    public var badRows = 0.0
    /// How far broadcasters of one guild differ among themselves: the share of variance that is theirs, 0 for not at all.
    public var broadcastersDiffer = 0.0
    /// ISO 4217 letters; each guild pays in one of them, and with several there are exchange rates into the first.
    public var currencies = ["USD"]

    public init() {}

    /// Sets the requests a broadcaster-month so that about `total` are opened in all months.
    public mutating func aim(forRequests total: Int) {
      requestsPerBroadcasterMonth = Double(total) / (Double(max(1, broadcasters)) * Double(max(1, months)))
    }

    /// What is wrong with them, a sentence each.
    var faults: [String] {
      var faults: [String] = []
      func require(_ condition: Bool, _ fault: String) { if !condition { faults.append(fault) } }
      require((1...1_000_000).contains(guilds), "There must be 1 to 1,000,000 guilds, not \(guilds).")
      require(
        (max(1, guilds)...50_000_000).contains(broadcasters),
        "There must be at least as many broadcasters as guilds, and at most 50,000,000, not \(broadcasters).")
      require((1...120).contains(months), "There must be 1 to 120 months, not \(months).")
      require(
        (2020...9999).contains(lastMonth.year),
        "The last month must lie in the years 2020 to 9999, not be \(lastMonth).")
      require(
        (0...1000).contains(requestsPerBroadcasterMonth),
        "There must be 0 to 1,000 requests a broadcaster-month, not \(requestsPerBroadcasterMonth).")
      require((0...1).contains(drift), "The drift must lie between 0 and 1, not be \(drift).")
      require((0...0.3).contains(badRows), "The share of bad rows must lie between 0 and 30%, not be \(badRows).")
      require(
        (0...0.9).contains(broadcastersDiffer),
        "The share of variance by which broadcasters differ must lie between 0 and 0.9, not be \(broadcastersDiffer).")
      require(!currencies.isEmpty, "There must be a currency.")
      require(Set(currencies).count == currencies.count, "A currency is named twice.")
      for currency in currencies {
        let letters = currency.utf8.count == 3 && currency.utf8.allSatisfy { (65...90).contains($0) }
        require(letters, "A currency is three capital letters such as USD, not \(currency).")
      }
      return faults
    }
  }
}
