import RatingRecord
import ScorerKit

extension PartialFile {
  /// A correction as it is written.
  struct StoredCorrection: Codable {
    var table: String
    var key: [UInt8]
    /// `nil`: the row is set aside.
    var column: String?
    var value: [UInt8]
    var reason: String
    var decidedBy: String
    var decidedOn: String
    var place: StoredPlace

    init(_ entry: CorrectionList.Entry) {
      let correction = entry.correction
      table = correction.table
      key = correction.rowKey.bytes
      if case .amend(let column, let value) = correction.action {
        (self.column, self.value) = (column, value.bytes)
      } else {
        (column, value) = (nil, [])
      }
      (reason, decidedBy, decidedOn) = (correction.reason, correction.decidedBy, correction.decidedOn)
      place = StoredPlace(entry.place)
    }

    var entry: CorrectionList.Entry {
      CorrectionList.Entry(
        correction: Correction(
          table: table, rowKey: Identifier(key),
          action: column.map { .amend(column: $0, value: Identifier(value)) } ?? .setAside,
          reason: reason, decidedBy: decidedBy, decidedOn: decidedOn),
        place: place.place)
    }

    /// Whether it can have been written: its texts are text, and its key can be taken apart.
    var isUsable: Bool {
      RowKey.count(of: Identifier(key)) != nil
        && [key, value].allSatisfy { String(validating: $0, as: UTF8.self) != nil && !$0.contains(0) }
    }
  }

  /// A row that a correction is about, as it is written.
  struct StoredCorrectedRow: Codable {
    var table: String
    var key: [UInt8]
    var place: StoredPlace
    var guild: [UInt8]?
    var isThere: Bool
    var isThereAmended: Bool
    var lacks: [String]

    static func all(of rows: CorrectedRows) -> [StoredCorrectedRow] {
      rows.rows.sorted { $0.key < $1.key }.flatMap { name, rows in
        rows.map { row in
          StoredCorrectedRow(
            table: name.table, key: name.key.bytes, place: StoredPlace(row.place), guild: row.content.guild?.bytes,
            isThere: row.content.isThere, isThereAmended: row.content.isThereAmended, lacks: row.content.lacks)
        }
      }
    }

    var row: CorrectedRow {
      CorrectedRow(
        place: place.place,
        content: CorrectedRow.Content(
          guild: guild.map { Identifier($0) }, isThere: isThere, isThereAmended: isThereAmended, lacks: lacks))
    }
  }

  struct StoredPlace: Codable {
    var file: String
    var line: Int
    var column: Int

    init(_ place: Place) { (file, line, column) = (place.file, place.line, place.column) }

    var place: Place { Place(file: file, line: line, column: column) }
  }
}
