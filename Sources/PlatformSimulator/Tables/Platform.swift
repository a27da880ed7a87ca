import ScorerKit

/// What every table is made from: the guilds, who belongs to them, and the days.
struct Platform {
  let options: Simulation.Options
  let timeline: Timeline
  let guilds: [SimulatedGuild]
  let roster: Roster

  init(_ options: Simulation.Options) {
    self.options = options
    timeline = Timeline(months: options.months, last: options.lastMonth)
    guilds = SimulatedGuild.guilds(options, timeline)
    roster = Roster(guilds, timeline, seed: options.seed)
  }

  /// - Parameter spell: its index in the roster.
  func temperament(_ guild: SimulatedGuild, spell: Int, _ topic: Temperament.Topic) -> Temperament {
    Temperament(
      own: options.broadcastersDiffer, guild: guild.index,
      broadcaster: spell - roster.ranges[guild.index].lowerBound, topic: topic, seed: options.seed)
  }
}
