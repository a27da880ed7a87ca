import RatingRecord
import ScorerKit

/// What corrections came to, now that all rows are read.
struct JudgedCorrections {
  /// Those that change anything of the month, whether that shows in a figure or not, in the order of their tables and keys. One of a row that
  /// is no part of the month is not among them: so what is decided about later rows changes nothing of it.
  let applied: [AppliedCorrection]
  let notices: [String]

  /// - Parameters:
  ///   - rows: that corrections met.
  ///   - tables: that were read.
  /// - Throws: `EngineError.corrections` with all that met no row, or several.
  init(_ list: CorrectionList, _ rows: CorrectedRows, tables: [Table], _ attendance: Attendance) throws {
    let tables = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var (applied, faults): ([AppliedCorrection], CorrectionFaults) = ([], CorrectionFaults())
    var unread: [String: Int] = [:]
    for entry in list.entries {
      let correction = entry.correction
      guard let table = tables[correction.table] else {
        unread[correction.table, default: 0] += 1
        continue
      }
      let met = rows.rows[CorrectedRows.RowName(table: table.name, key: correction.rowKey)] ?? []
      let row = "\(table.key.joined(separator: "|")) `\(printable(correction.rowKey.description))`"
      guard let first = met.first else {
        faults.add("\(table.name) has no row with \(row)", at: entry.place)
        continue
      }
      guard met.count == 1 else {
        faults.add(
          "\(table.name) has more than one row with \(row), at \(first.place) and \(met[1].place); which is meant can't be told",
          at: entry.place)
        continue
      }
      if case .amend(let column, _) = correction.action, first.content.lacks.contains(column) {
        faults.add(
          "\(printable(first.place.file)) has no column \(printable(column)), so the row at line \(first.place.line) can't be amended there",
          at: entry.place)
        continue
      }
      if let guilds = JudgedCorrections.guilds(
        of: correction, list[table: table.name], first.content, table, attendance)
      {
        applied.append(AppliedCorrection(correction: correction, guilds: guilds, key: table.key))
      }
    }
    try faults.check()
    self.applied = applied
    notices = unread.sorted { Identifier($0.key) < Identifier($1.key) }.map { table, count in
      count == 1
        ? "a correction of the table \(table) counts for nothing: the programme does not read it"
        : "\(count) corrections of the table \(table) count for nothing: the programme does not read it"
    }
  }

  /// Whose row it is, and whose it becomes; `nil` for a row that is no part of the month either way.
  private static func guilds(
    of correction: Correction, _ all: TableCorrections?, _ row: CorrectedRow.Content, _ table: Table,
    _ attendance: Attendance
  ) -> [Identifier]? {
    let amendments = all?.correction(of: correction.rowKey)?.amendments
    let becomes = amendments?.first { $0.column == "guild_id" }?.value ?? row.guild
    // A guild's own row says whether it is in the month.
    func isIn(_ guild: Identifier?) -> Bool {
      table.name == Guilds.table.name || guild.map { attendance.standing(of: $0) != .leftOut } ?? true
    }
    let counted = row.isThere && isIn(row.guild)
    let counts = amendments != nil && row.isThereAmended && isIn(becomes)
    return counted || counts ? Set([row.guild, becomes].compactMap(\.self)).sorted() : nil
  }
}
