import RatingEngine
import RatingRecord
import ReportCards
import ScorerKit

/// Writes a month's report cards and tables into a folder, which appears when all is written.
///
/// - Parameters:
///   - place: what the folder is called in words.
///   - appeals: what the ledger says became of appeals.
/// - Returns: a sentence that says what there is now.
func writeReport(
  _ record: RatingRecord, of run: MonthRun, to folder: OutputFolder, named place: String,
  appeals: AppealsSummary? = nil
) throws -> String {
  try folder.replace { draft in
    try draft.makeFolder("guilds")
    try write(record, of: run, appeals, to: draft)
  }
  let (cards, place) = (counted(record.guilds.count, "report card"), printable(place))
  return "\(cards) for \(record.month.title) in \(place)/guilds; begin with \(place)/index.html"
}

/// The threads take turns at the files, the longest first.
private func write(_ record: RatingRecord, of run: MonthRun, _ appeals: AppealsSummary?, to draft: Draft) throws {
  let tables: [@Sendable () throws -> Void] = [
    { try draft.write(record.jsonBytes, to: OutputFolder.mark) },
    { try draft.write(measuresCSV(run), to: "measures.csv") },
    { try draft.write(indexHTML(record, appeals: appeals), to: "index.html") },
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
