import ScorerKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A guild as the simulation knows it: what the tables say of it, and what they do not.
struct SimulatedGuild {
  let index: Int
  let id: [UInt8]
  let name: String
  let region: String
  let contract: Contract
  /// An index into the options' currencies.
  let currency: Int
  /// How many broadcasters it has room for; a place left is filled again within days.
  let places: Int
  let onboardedOn: Int64
  let closedOn: Int64?
  /// The day of the month its payouts are due.
  let dueDay: Int64
  /// By month of the timeline.
  let qualities: [Qualities]

  /// What a guild has agreed on with the platform, and the share of the gross its broadcasters are entitled to.
  struct Contract {
    let name: String
    let share: Double
  }

  static let contracts = [
    Contract(name: "exclusive", share: 0.6), Contract(name: "standard", share: 0.5),
    Contract(name: "trial", share: 0.45),
  ]
  static let contractShares = [0.25, 0.6, 0.15]
  static let regions = ["EU", "JP-KR", "LATAM", "MENA", "NA", "SEA"]
  static let regionShares = [0.2, 0.12, 0.15, 0.13, 0.15, 0.25]
  /// The exponent of the Pareto distribution of sizes.
  static let sizeExponent = 1.2

  /// How many broadcasters each guild has room for: the Pareto distribution's middle quantiles in random order, so that
  /// the tail is as heavy for every seed; at least one each, and `broadcasters` in all.
  static func sizes(guilds: Int, broadcasters: Int, seed: UInt64) -> [Int] {
    let weights = (0..<guilds).map { pow((Double($0) + 0.5) / Double(guilds), -1 / sizeExponent) }
    let total = weights.reduce(0, +)
    let free = Double(broadcasters - guilds)
    // Rounding the running sum keeps the total exact.
    var (sizes, sum, given) = ([Int](), 0.0, 0)
    for weight in weights {
      sum += weight
      let upTo = Int((free * (sum / total)).rounded())
      sizes.append(1 + upTo - given)
      given = upTo
    }
    var random = Random(seed: seed, .sizes)
    random.shuffle(&sizes)
    return sizes
  }

  static func guilds(_ options: Simulation.Options, _ timeline: Timeline) -> [SimulatedGuild] {
    let names = GuildNames.make(options.guilds, seed: options.seed)
    let sizes = sizes(guilds: options.guilds, broadcasters: options.broadcasters, seed: options.seed)
    let width = max(4, String(options.guilds).count)
    return (0..<options.guilds).map { i in
      var random = Random(seed: options.seed, .guild, i)
      let (onboarded, closed) = life(&random, isSmall: 2 * sizes[i] * options.guilds < options.broadcasters, timeline)
      return SimulatedGuild(
        index: i, id: Array("G\(padded(i + 1, width))".utf8), name: names[i],
        region: regions[random.index(ofShares: regionShares)],
        contract: contracts[random.index(ofShares: contractShares)],
        currency: random.below(options.currencies.count), places: sizes[i], onboardedOn: onboarded, closedOn: closed,
        // Whatever the month, the 30 days to settle from such a day end within the next one.
        dueDay: Int64(5 + random.below(20)),
        qualities: Qualities.months(
          timeline.months.count, steady: Timeline.runIn + 1, drift: options.drift, guild: i, seed: options.seed))
    }
  }

  /// Of the guilds under half the mean size, one in ten opens within the timeline and about one in sixteen closes.
  private static func life(_ random: inout Random, isSmall: Bool, _ timeline: Timeline) -> (Int64, Int64?) {
    var onboarded = timeline.start - 60 - Int64(random.below(2400))
    let span = Int(timeline.end - timeline.start) - 30
    if random.happens(0.1), isSmall { onboarded = timeline.start + Int64(random.below(span)) }
    let closes = random.happens(1.0 / 16)
    let closed = max(onboarded, timeline.start) + 30 + Int64(random.below(span))
    return (onboarded, closes && isSmall && closed < timeline.end ? closed : nil)
  }

  /// Whether the guild is rated for the month.
  func exists(in days: Range<Int64>) -> Bool {
    onboardedOn < days.upperBound && (closedOn ?? .max) >= days.lowerBound
  }
}

/// Digits with zeros before them.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
