import RatingProgramme
import RatingRecord
import ScorerKit

/// The table `corrections`: which rows count otherwise than the source has them.
enum Corrections {
  static let table = Table(
    "corrections", key: ["table", "row_key", "action", "column"], datedBy: nil,
    columns: [
      ColumnDefinition("table", .text, isRequired: true),
      ColumnDefinition("row_key", .text, isRequired: true),
      ColumnDefinition("action", .text, isRequired: true),
      .text("column"), .text("value"),
      ColumnDefinition("reason", .text, isRequired: true),
      ColumnDefinition("decided_by", .text, isRequired: true),
      ColumnDefinition("decided_on", .day, isRequired: true),
    ])
}

/// A run's corrections, as far as they can be judged without the rows they are about: `JudgedCorrections` does the rest.
struct CorrectionList: Sendable {
  /// In the order of tables, keys and columns, each once.
  let entries: [Entry]
  private let byTable: [String: TableCorrections]

  struct Entry: Sendable, Equatable {
    let correction: Correction
    /// Where it stands.
    var place: Place
  }

  static let none = CorrectionList([])

  /// Brings them in order, whatever order they are in; one that is there twice counts once.
  init(_ entries: some Sequence<Entry>) {
    var unique: [Entry] = []
    for (rank, entry) in entries.map({ ($0.correction.rank, $0) }).sorted(by: CorrectionList.comesFirst) {
      if unique.last.map({ $0.correction.rank == rank }) != true { unique.append(entry) }
    }
    self.entries = unique
    byTable = Dictionary(grouping: unique.map(\.correction), by: \.table).mapValues(TableCorrections.init)
  }

  private static func comesFirst(_ a: (rank: [Identifier], entry: Entry), _ b: (rank: [Identifier], entry: Entry))
    -> Bool
  {
    a.rank == b.rank ? a.entry.place < b.entry.place : a.rank.lexicographicallyPrecedes(b.rank)
  }

  func filter(_ applies: (Correction) -> Bool) -> CorrectionList {
    CorrectionList(entries.filter { applies($0.correction) })
  }

  /// Those of one table; `nil` where there are none.
  subscript(table table: String) -> TableCorrections? { byTable[table] }

  /// Of what they say, wherever it stands; `nil` where there are none.
  var digest: String? {
    guard !entries.isEmpty else { return nil }
    var bytes: [UInt8] = []
    for entry in entries {
      for part in entry.correction.rank {
        withUnsafeBytes(of: UInt64(part.bytes.count).littleEndian) { bytes += $0 }
        bytes += part.bytes
      }
    }
    return "sha256:" + SHA256.hexadecimal(of: bytes)
  }

  /// The same corrections from another file: of the places the first, whichever is merged into which.
  mutating func merge(_ other: CorrectionList) { self = CorrectionList(entries + other.entries) }
}

extension Correction {
  /// What tells it from others and puts it in order. Texts are their bytes, as Unicode takes some for equal that are not the
  /// same.
  var rank: [Identifier] {
    let (column, value): (String, Identifier) =
      switch action {
      case .setAside: ("", Identifier(""))
      case .amend(let column, let value): (column, value)
      }
    return [Identifier(table), rowKey, Identifier(column), value]
      + [decidedOn, decidedBy, reason].map { Identifier($0) }
  }
}

/// What corrections say of one row.
struct RowCorrection: Sendable {
  /// By column what the row is read with; `nil`: the row is set aside.
  var amendments: [(column: String, value: Identifier)]?
}

/// The corrections of one table, by the rows they are about.
///
/// A class, immutable, so that passing it on counts one reference.
final class TableCorrections: Sendable {
  private let rows: [Identifier: RowCorrection]
  /// Of the rows' keys.
  let hashes: KeyHashes

  init(_ corrections: [Correction]) {
    var rows: [Identifier: RowCorrection] = [:]
    for correction in corrections {
      switch correction.action {
      case .setAside: rows[correction.rowKey] = RowCorrection(amendments: nil)
      case .amend(let column, let value):
        let known = rows[correction.rowKey]?.amendments ?? []
        if !known.contains(where: { $0.column == column }) {
          rows[correction.rowKey] = RowCorrection(amendments: known + [(column, value)])
        }
      }
    }
    self.rows = rows
    hashes = KeyHashes(
      rows.keys.map { key in
        RowKey.parts(of: key).enumerated().reduce(0) { hash, part in
          hash &+ part.element.withUnsafeBytes { RowKey.hash($0, at: part.offset) }
        }
      })
  }

  func correction(of key: Identifier) -> RowCorrection? { rows[key] }
}

/// A set of hashes, nearly every other of which is told from them by one bit.
struct KeyHashes: Sendable {
  private let hashes: Set<UInt64>
  private let words: ContiguousArray<UInt64>
  private let shift: UInt64

  init(_ hashes: [UInt64]) {
    self.hashes = Set(hashes)
    // Some 64 bits for each: one in 64 others is looked at twice.
    let bits = max(12, 6 + (UInt64.bitWidth - hashes.count.leadingZeroBitCount))
    shift = UInt64(64 - bits)
    var words = ContiguousArray<UInt64>(repeating: 0, count: 1 << (bits - 6))
    for hash in hashes { words[Int(hash >> shift) >> 6] |= 1 << ((hash >> shift) & 63) }
    self.words = words
  }

  @inline(__always) func contains(_ hash: UInt64) -> Bool {
    let bit = hash &>> shift
    return words[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0 && hashes.contains(hash)
  }
}
