extension Platform {
  /// By guild, month and quantity, for the months in which the guild is there to be rated.
  func writeTruth(to file: CSVFile) throws(SimulationError) {
    for guild in guilds {
      for month in timeline.simulated where guild.exists(in: timeline.days(month)) {
        for truth in Truth.all(of: guild, month: month, timeline) {
          try file.startRow()
          file.bytes(guild.id)
          file.text(timeline.months[month].description)
          file.text(truth.quantity)
          file.text(truth.value.description)
          file.endRow()
        }
      }
    }
  }
}
