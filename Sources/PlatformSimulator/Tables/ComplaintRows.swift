import ScorerKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes the complaints in the order they were filed, beginning with the run-in.
///
/// Memory: all of them, as complaints are few.
struct ComplaintRows {
  static let columns = [
    "complaint_id", "guild_id", "broadcaster_id", "filed_at", "category", "severity", "outcome", "decided_at",
  ]
  private static let categories = ["payment", "service", "conduct", "contract", "harassment", "other"]
  private static let categoryShares = [0.3, 0.25, 0.15, 0.12, 0.08, 0.1]

  private struct Complaint {
    var guild: Int
    var broadcaster: Int32
    var filed: Int64
    var category: String
    var course: ComplaintModel.Course
  }

  let platform: Platform

  func write(to table: inout EventTable) throws(SimulationError) {
    let complaints = platform.guilds.flatMap(complaints)
    // Equal times are told apart by place, so that the order does not hang on the sorting.
    let order = complaints.indices.sorted { (complaints[$0].filed, $0) < (complaints[$1].filed, $1) }
    for index in order { try write(complaints[index], to: &table) }
  }

  private func complaints(of guild: SimulatedGuild) -> [Complaint] {
    var random = Random(seed: platform.options.seed, .complaints, guild.index)
    var complaints: [Complaint] = []
    let models = guild.qualities.map { ComplaintModel(conduct: $0.conduct) }
    for index in platform.roster.ranges[guild.index] {
      let spell = platform.roster.spells[index]
      var temperament = platform.temperament(guild, spell: index, .complaintVolume)
      let volume = temperament.volume()
      for (month, model) in models.enumerated() {
        let days = platform.timeline.days(month).clamped(to: Int64(spell.joined)..<Int64(spell.left))
        if days.isEmpty { continue }
        let mean = volume * model.filed / 1000 * Double(days.count) / Calendar.daysPerMonth
        for _ in 0..<random.poisson(none: exp(-mean)) {
          let second = random.below(days.count * Int(Calendar.secondsPerDay))
          complaints.append(
            Complaint(
              guild: guild.index, broadcaster: spell.broadcaster,
              filed: days.lowerBound * Calendar.secondsPerDay + Int64(second),
              category: ComplaintRows.categories[random.index(ofShares: ComplaintRows.categoryShares)],
              course: model.course(&random)))
        }
      }
    }
    return complaints
  }

  private func write(_ complaint: Complaint, to table: inout EventTable) throws(SimulationError) {
    let (file, guild) = (table.file, platform.guilds[complaint.guild])
    let decided = complaint.filed + complaint.course.decided
    let isDecided = decided < platform.timeline.endTime
    try file.startRow()
    file.id("C", table.rows + 1, width: 8)
    file.bytes(guild.id)
    file.broadcaster(complaint.broadcaster)
    file.time(complaint.filed)
    file.text(complaint.category)
    file.text(complaint.course.severity.rawValue)
    file.text(isDecided ? complaint.course.outcome.rawValue : ComplaintOutcome.pending.rawValue)
    file.time(decided, before: platform.timeline.endTime)
    try table.endRow(of: guild)
  }
}
