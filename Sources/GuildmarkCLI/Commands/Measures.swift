import ArgumentParser
import RatingEngine
import RatingRecord
import ReportCards
import ScorerKit

struct Measures: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write every measure of every guild as CSV.",
    discussion: """
      Columns: guild_id, scorer, measure, value, numerator, denominator. A measure without data has no row; the numerator \
      is empty where a kind has none; a median that is never reached is inf.
      """)

  @OptionGroup var month: MonthOptions

  func run(with scorers: [any Scorer.Type]) throws {
    let run = try MonthRun(month, scorers: scorers)
    try StandardOutput.write(measuresCSV(run))
  }
}

/// The content of `measures.csv`.
func measuresCSV(_ run: MonthRun) -> [UInt8] {
  let (programme, guilds) = (run.programme, run.measured.guilds)
  let piece = 64
  let lines = concurrently((guilds.count + piece - 1) / piece, threads: run.threads) { number in
    var bytes: [UInt8] = []
    for guild in guilds[number * piece..<min(guilds.count, (number + 1) * piece)] {
      for row in guild.rows(of: programme) {
        CSV.append(
          [
            .text(row.guildID.description), .text(row.scorer), .text(row.measure), .number(row.value),
            .number(row.numerator), .number(row.denominator),
          ], to: &bytes)
      }
    }
    return bytes
  }
  return lines.reduce(into: Array("guild_id,scorer,measure,value,numerator,denominator\n".utf8)) { $0 += $1 }
}
