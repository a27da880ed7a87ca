import ScorerKit

extension Platform {
  static let guildColumns = ["guild_id", "name", "region", "contract", "onboarded_on", "closed_on"]

  func writeGuilds(to file: CSVFile) throws(SimulationError) {
    for guild in guilds {
      try file.startRow()
      file.bytes(guild.id)
      file.text(guild.name)
      file.text(guild.region)
      file.text(guild.contract.name)
      file.day(guild.onboardedOn)
      if let closed = guild.closedOn { file.day(closed) } else { file.empty() }
      file.endRow()
    }
  }

  static let membershipColumns = ["guild_id", "broadcaster_id", "joined_on", "left_on", "leave_reason"]

  /// In order of joining.
  func writeMemberships(to table: inout EventTable) throws(SimulationError) {
    var guildOfSpell = ContiguousArray<Int32>(repeating: 0, count: roster.spells.count)
    for guild in guilds { for spell in roster.ranges[guild.index] { guildOfSpell[spell] = Int32(guild.index) } }
    for index in roster.order {
      let spell = roster.spells[Int(index)]
      let guild = guilds[Int(guildOfSpell[Int(index)])]
      try table.file.startRow()
      table.file.bytes(guild.id)
      table.file.broadcaster(spell.broadcaster)
      table.file.day(Int64(spell.joined))
      if spell.hasLeft { table.file.day(Int64(spell.left)) } else { table.file.empty() }
      table.file.text(spell.reason?.rawValue ?? "")
      try table.endRow(of: guild)
    }
  }
}

extension CSVFile {
  func broadcaster(_ number: Int32) { id("B", Int(number), width: 8) }

  /// Empty where it has not happened before `end`.
  func time(_ time: Int64, before end: Int64) {
    if time < end { self.time(time) } else { empty() }
  }
}
