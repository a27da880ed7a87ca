import ArgumentParser
import Glibc
import RatingEngine
import RatingRecord
import ReportCards
import ScorerKit

struct Report: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the month's report cards.",
    discussion: """
      Into the folder --out go index.html (for the platform), guilds/<guild_id>.html and .md (one card a guild, to send \
      out), ratings.json, ratings.csv, measures.csv and bad_rows.csv. The folder appears when all is written; a report \
      that was there before is replaced.
      """)

  @OptionGroup var month: MonthOptions

  @Option(help: "The folder to write into.", completion: .directory)
  var out: String

  @Option(help: "Write this guild's card only, and leave all else in --out as it is.")
  var guild: String?

  func validate() throws {
    guard !out.isEmpty else { throw ValidationError("--out takes a folder") }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    if let guild {
      let record = try MonthRun(month, scorers: scorers).record()
      try writeCard(of: record.rating(of: guild), in: record)
    } else {
      // Looked at first: it would be a pity to find out after a long run.
      let folder = try OutputFolder(path: out)
      try writeReport(of: MonthRun(month, scorers: scorers), to: folder)
    }
  }

  private func writeReport(of run: MonthRun, to folder: OutputFolder) throws {
    let record = try run.record()
    try folder.replace { draft in
      try draft.makeFolder("guilds")
      try write(record, of: run, to: draft)
    }
    say(
      "\(record.guilds.count) report cards for \(record.month.title) in \(printable(out))/guilds; begin with \(printable(out))/index.html"
    )
  }

  /// The threads take turns at the files, the longest first.
  private func write(_ record: RatingRecord, of run: MonthRun, to draft: Draft) throws {
    let tables: [@Sendable () throws -> Void] = [
      { try draft.write(record.jsonBytes, to: OutputFolder.mark) },
      { try draft.write(measuresCSV(run), to: "measures.csv") },
      { try draft.write(indexHTML(record), to: "index.html") },
      { try draft.write(ratingsCSV(record), to: "ratings.csv") },
      { try draft.write(badRowsCSV(run.measured.badRows), to: "bad_rows.csv") },
    ]
    let peers = PeerPoints(record)
    try concurrently(tables.count + record.guilds.count, threads: run.threads) { place in
      guard place >= tables.count else { return try tables[place]() }
      let guild = record.guilds[place - tables.count]
      let card = ReportCard(of: guild, in: record, peers: peers)
      let name = fileName(for: guild.guildID)
      try draft.write(card.html, to: "guilds/\(name).html")
      try draft.write(card.markdown, to: "guilds/\(name).md")
    }
  }

  private func writeCard(of guild: GuildRating, in record: RatingRecord) throws {
    let folder = "\(out)/guilds"
    try makeFolders(above: "\(folder)/")
    let place = "\(folder)/\(fileName(for: guild.guildID))"
    let card = ReportCard(of: guild, in: record, peers: PeerPoints(record))
    for (ending, bytes) in [("html", card.html), ("md", card.markdown)] {
      let draft = "\(place).\(ending).writing-\(getpid())"
      do {
        try writeFile(bytes, to: draft, named: "\(place).\(ending)")
      } catch {
        unlink(draft)
        throw error
      }
      guard rename(draft, "\(place).\(ending)") == 0 else {
        throw Failure(.cannotWrite, "cannot write \(printable(place)).\(ending): \(String(cString: strerror(errno)))")
      }
    }
    say("the report card is \(printable(place)).html, and .md")
  }

  private func say(_ text: String) {
    if !month.quiet { StandardError.say("guildmark: \(text)") }
  }
}

/// The content of `bad_rows.csv`.
func badRowsCSV(_ rows: [BadRow]) -> [UInt8] {
  rows.reduce(into: Array("table,file,line,column,cause,value,expected,rows\n".utf8)) { bytes, row in
    CSV.append(
      [
        .text(row.table), .text(row.place?.file), .integer(row.place.map { Int64($0.line) }),
        .integer(row.place.map { Int64($0.column) }), .text(row.cause), .text(row.value), .text(row.expectation),
        .integer(row.rows),
      ], to: &bytes)
  }
}
