import ScorerKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes the payouts: one for each broadcaster and month of membership, due in the month after.
///
/// In order of due month, then of guild, then of broadcaster.
struct PayoutRows {
  static let columns = [
    "payout_id", "guild_id", "broadcaster_id", "period", "currency", "gross", "entitled", "paid", "due_on", "paid_on",
    "disputed",
  ]

  let platform: Platform
  let rates: ExchangeRates

  func write(to table: inout EventTable) throws(SimulationError) {
    var streams = platform.guilds.map { Random(seed: platform.options.seed, .payouts, $0.index) }
    for month in 1..<platform.timeline.months.count {
      for guild in platform.guilds {
        let model = PayoutModel(pay: guild.qualities[month].pay)
        for spell in platform.roster.ranges[guild.index]
        where platform.roster.spells[spell].overlaps(platform.timeline.days(month - 1)) {
          try write(spell, guild, month, model, &streams[guild.index], to: &table)
        }
      }
    }
  }

  /// - Parameter month: the one it is due in.
  private func write(
    _ spell: Int, _ guild: SimulatedGuild, _ month: Int, _ model: PayoutModel, _ random: inout Random,
    to table: inout EventTable
  ) throws(SimulationError) {
    let course = model.felt(by: platform.temperament(guild, spell: spell, .payouts)).course(&random)
    let (level, share) = agreement(spell, guild)
    let scale = rates.unitsPerFirst(guild.currency)
    // The median broadcaster makes 200 of the first currency's units a month.
    let gross = 500 + Int64(20_000 * scale * exp(level + 0.6 * random.normal()))
    let entitled = Int64((Double(gross) * guild.contract.share * (1 + model.spread * share)).rounded())
    let isDisputed = course.part < 1 && random.happens(0.3)
    let due = platform.timeline.bounds[month] + guild.dueDay - 1
    let paidOn = course.delay.flatMap { due + $0 < platform.timeline.end ? due + $0 : nil }

    let file = table.file
    try file.startRow()
    file.id("P", table.rows + 1, width: 9)
    file.bytes(guild.id)
    file.broadcaster(platform.roster.spells[spell].broadcaster)
    file.text(platform.timeline.months[month - 1].description)
    file.text(platform.options.currencies[guild.currency])
    file.cents(gross)
    file.cents(entitled)
    if let paidOn {
      file.cents(course.part == 1 ? entitled : Int64((Double(entitled) * course.part).rounded()))
      file.day(due)
      file.day(paidOn)
    } else {
      file.empty()
      file.day(due)
      file.empty()
    }
    file.text(isDisputed ? "yes" : "")
    try table.endRow(of: guild)
  }

  /// What a broadcaster keeps from month to month: the logarithm of the level of earnings, and where within the guild's
  /// spread, −1…1, the agreed share lies.
  private func agreement(_ spell: Int, _ guild: SimulatedGuild) -> (level: Double, share: Double) {
    let number = spell - platform.roster.ranges[guild.index].lowerBound
    var random = Random(seed: platform.options.seed, .earnings, guild.index, number)
    return (0.9 * random.normal(), 2 * random.uniform() - 1)
  }
}
