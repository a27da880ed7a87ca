import BuiltInScorers
import RatingEngine
import RatingProgramme
import ScorerKit

/// Times each step of reading and tallying, on tables that it makes up in memory.
///
///     microbenchmark [ROWS [ROUNDS]]
///
/// On one thread; a median of the rounds. "The next block" holds "read(2) alone" and "cutting", which are timed apart, too.
@main struct Microbenchmark {
  let programme = Programme.standard(scorers: builtInScorers)
  let rounds: Int

  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
    guard numbers.count <= 2, numbers.allSatisfy({ $0 > 0 }) else {
      print("usage: microbenchmark [ROWS [ROUNDS]]")
      return
    }
    let benchmark = Microbenchmark(rounds: numbers.dropFirst().first ?? 7)
    for (seed, name) in SeededTable.names.enumerated() {
      try benchmark.measure(SeededTable(name, rows: numbers.first ?? 300_000, seed: UInt64(seed)))
    }
  }

  private func measure(_ table: SeededTable) throws {
    let file = MemoryFile(table.csv)
    var timings = Timings()
    for _ in 0..<rounds {
      timings.beginRound()
      _ = try timings.time("read(2) alone") { try readBytes(path: file.path) }
      _ = try tally(table, file, &timings)
      try readExactly(table, file, &timings)
    }
    let title = "\(table.name), \(table.csv.count / table.rows) bytes a row"
    print(timings.table(title: title, unit: "row", count: table.rows, bytes: table.csv.count))
    if table.name == "requests" {
      try measureInflating(table)
      try measurePartials(table, file)
    }
  }

  /// Takes the steps of a run, batch by batch, so that each finds in the cache what it would find there in a run.
  private func tally(_ table: SeededTable, _ file: MemoryFile, _ timings: inout Timings) throws -> ReadingSteps {
    var steps = try begin(table, file)
    let scorers = steps.scorers
    repeat {
      _ = timings.time("cutting: to the end of the last row") { steps.endOfRows() }
      while timings.time("scanning plain rows", { steps.scan() }) > 0 {
        timings.time("looking up guilds") { steps.lookUpGuilds() }
        timings.time("judging: cutoff and rules") { steps.judge() }
        timings.time("counting rows by guild") { steps.countRows() }
        for (place, scorer) in scorers.enumerated() { timings.time("folding: \(scorer)") { steps.fold(place) } }
      }
    } while try timings.time("the next block: read and cut", { try steps.nextBlock() })
    return steps
  }

  private func readExactly(_ table: SeededTable, _ file: MemoryFile, _ timings: inout Timings) throws {
    var steps = try begin(table, file)
    repeat {
      while try timings.time("reading the same exactly, with guilds and rules", { try steps.readExactly() }) > 0 {}
    } while try steps.nextBlock()
  }

  private func measureInflating(_ table: SeededTable) throws {
    let (gzip, zstd) = (MemoryFile(gzipCompressed(table.csv)), MemoryFile(zstdCompressed(table.csv)))
    var timings = Timings()
    for _ in 0..<rounds {
      timings.beginRound()
      _ = try timings.time("gzip -6") { try readBytes(path: gzip.path) }
      _ = try timings.time("zstd -3") { try readBytes(path: zstd.path) }
    }
    print(timings.table(title: "inflating \(table.name)", unit: "row", count: table.rows, bytes: table.csv.count))
  }

  private func measurePartials(_ table: SeededTable, _ file: MemoryFile) throws {
    var timings = Timings()
    var size = 0
    for _ in 0..<rounds {
      timings.beginRound()
      var unused = Timings()
      var (one, other) = (try tally(table, file, &unused), try tally(table, file, &unused))
      let merged = timings.time("merging the tallies of two workers") { one.merge(&other) }
      let bytes = try timings.time("encoding a partial") { try merged.bytes(tool: "benchmark") }
      let stored = MemoryFile(bytes)
      _ = try timings.time("decoding it") { try Partial(path: stored.path, scorers: builtInScorers) }
      size = bytes.count
    }
    let guilds = SeededTable.guilds.count
    let title = "tallies of \(guilds) guilds, \(size / guilds) bytes a guild when encoded"
    print(timings.table(title: title, unit: "guild", count: guilds))
  }

  private func begin(_ table: SeededTable, _ file: MemoryFile) throws -> ReadingSteps {
    try ReadingSteps(
      path: file.path, table: table.name, guilds: SeededTable.guilds, programme: programme, month: SeededTable.month)
  }
}
