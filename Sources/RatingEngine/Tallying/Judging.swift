import RatingRecord
import ScorerKit

/// Which of the guilds that were tallied are in the month.
struct Attendance {
  /// In the order of guild_id bytes.
  let guilds: [Guild]
  /// As tallied, and each one's place among `guilds`, or past their end.
  private let tallied: [Identifier]
  private let places: [Int32]
  /// Guilds of the table that are not in the month; `nil` without a table, where every guild is in it that events name.
  private let leftOut: Set<Identifier>?
  private let isListed: Set<Identifier>

  init(_ roster: Roster?, _ tallied: [Identifier]) {
    self.tallied = tallied
    guilds = roster?.guilds ?? tallied.sorted().map { Guild(id: $0, name: nil, attributes: [:]) }
    leftOut = roster.map { Set($0.leftOut) }
    isListed = roster == nil ? [] : Set(guilds.map(\.id))
    var index = IdentifierTable(guilds.map(\.id))
    places = tallied.map { index.insert($0) }
  }

  /// Tallies by place among `guilds`.
  func arranged(_ folds: [any Fold]) -> [any Fold] {
    if places.elementsEqual(0..<Int32(places.count)) { return folds }
    return folds.map { fold in
      var arranged = fold.emptied
      arranged.merge(fold, map: places)
      return arranged
    }
  }

  func arranged(_ exempt: ExemptRows) -> ExemptRows {
    var arranged = ExemptRows(folds: exempt.folds.map { $0.emptied })
    arranged.merge(exempt, map: places)
    return arranged
  }

  /// One number a guild as tallied, added up over those in the month.
  func sum(_ numbers: some Sequence<Int64>) -> Int64 {
    zip(numbers, places).reduce(0) { $1.1 < guilds.count ? $0 + $1.0 : $0 }
  }

  enum Standing { case inMonth, leftOut, unknown }

  func standing(of id: Identifier) -> Standing {
    guard let leftOut else { return .inMonth }
    return isListed.contains(id) ? .inMonth : leftOut.contains(id) ? .leftOut : .unknown
  }

  /// The guilds that are not known, each with its number.
  func unknown(_ numbers: some Sequence<Int64>) -> [(guild: Identifier, number: Int64)] {
    zip(numbers, tallied).filter { $0.0 > 0 && standing(of: $0.1) == .unknown }.map { ($0.1, $0.0) }
      .sorted { $0.guild < $1.guild }
  }
}

/// What a table's rows came to, now that it is known which guilds there are.
struct JudgedTable {
  let table: Table
  let isThere: Bool
  /// Columns that every file has.
  let columns: Set<String>
  /// In the order of files and lines, then those that have no place.
  let badRows: [BadRow]
  let rowsInMonth: Int64
  let input: Input
  let notices: [String]

  init(_ table: Table, _ tally: TableTally?, _ attendance: Attendance) {
    self.table = table
    isThere = tally != nil
    columns = tally?.columnsEverywhere ?? []
    let placed = (tally?.badRows ?? []).compactMap { JudgedTable.judged($0, attendance) }
      .sorted { ($0.place?.file ?? "", $0.place?.line ?? 0) < ($1.place?.file ?? "", $1.place?.line ?? 0) }
    let strangers = attendance.unknown(tally?.counts.rows ?? []).map { guild, rows in
      BadRow(
        table: table.name, cause: unknownGuild.cause, value: guild.description, expectation: unknownGuild.expectation,
        rows: rows)
    }
    badRows = placed + strangers
    rowsInMonth = attendance.sum(tally?.counts.rowsInMonth ?? [])
    let bad = badRows.reduce(0) { $0 + $1.rows }
    input = Input(
      table: table.name, rows: tally.map { attendance.sum($0.counts.rows) + bad }, badRows: countByCause(badRows))
    notices = (tally?.columnsSomewhere.subtracting(columns) ?? []).filter { table.column($0) != nil }.sorted().map {
      "not every file of \(table.name) has the column \($0), so it counts as absent"
    }
  }

  /// `nil` for a row of a guild that is not in the month.
  private static func judged(_ row: BadRow, _ attendance: Attendance) -> BadRow? {
    guard let guild = row.guild else { return row }
    var row = row
    row.guild = nil
    switch attendance.standing(of: guild) {
    case .leftOut: return nil
    case .unknown where !row.isBadForAnyGuild:
      row.cause = unknownGuild.cause
      row.value = guild.description
      row.expectation = unknownGuild.expectation
    case .unknown, .inMonth: break
    }
    row.isBadForAnyGuild = true
    return row
  }
}

/// What is said of a row whose guild is not in the table of guilds.
let unknownGuild = (cause: "unknown guild", expectation: "a guild_id of the table guilds")
