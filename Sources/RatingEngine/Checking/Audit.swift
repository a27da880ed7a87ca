import RatingProgramme
import ScorerKit

/// What a run takes for granted of the tables, verified: keys that are unique, spells that do not overlap, events within a
/// spell.
///
/// All rows count, whatever their date, but for those that a run has set aside: whatever key they have, no figure rests on
/// them.
///
/// - Complexity: O(rows) time, and some 60 bytes of memory a row, since every key must be remembered.
public struct Audit: Sendable {
  /// Findings by kind, in the order of tables and lines.
  public private(set) var findings: [Finding] = []

  public struct Finding: Sendable, Equatable, CustomStringConvertible {
    public var kind: Kind
    public var place: Place
    /// What is found, in words.
    public var detail: String
    public var description: String { "\(place): \(detail)" }
  }

  public enum Kind: String, Sendable, CaseIterable {
    case duplicateKey = "rows with a key that another row has"
    case overlappingSpells = "spells that overlap another of the same broadcaster and guild"
    case spellsInTwoGuilds = "spells that overlap one in another guild"
    case eventOutsideSpell = "events outside any spell of their broadcaster and guild"

    /// Whether figures come out wrong because of it.
    public var isFault: Bool { self == .duplicateKey || self == .overlappingSpells }
  }

  /// - Parameters:
  ///   - tallied: what a run over the same tables came to; rows that it has set aside are passed over.
  ///   - programme: its scorers may read tables of their own.
  /// - Throws: `EngineError.noInput`, `.structure`.
  public init(data: String, as tallied: TalliedMonth, programme: Programme) throws {
    let badRows = tallied.badRows
    let directory = try DataDirectory(path: data)
    var spells = SpellBook()
    var tables = [Memberships.table, Requests.table, Payouts.table, Complaints.table, Guilds.table, FxRates.table]
    for use in programme.scorers.flatMap({ type(of: $0.scorer).reads })
    where !tables.contains(where: { $0.name == use.table.name }) { tables.append(use.table) }
    if programme.adjustments != nil { tables.append(Adjustments.table) }
    for table in tables {
      let sources = try directory.sources(of: table)
      var seen: [KeyDigest: FileLine] = [:]
      for (file, source) in sources.enumerated() {
        let badLines = Set(badRows.lazy.compactMap(\.place).filter { $0.file == source.name }.map(\.line))
        var rows = try AuditRows(table, source, corrections: tallied.correctionList[table: table.name])
        while let row = try rows.next() {
          if !badLines.isEmpty, row.lines.contains(where: badLines.contains) { continue }
          if let first = seen[row.key] {
            let place = first.file == file ? "line \(first.line)" : "\(sources[Int(first.file)].name):\(first.line)"
            findings.append(
              Finding(
                kind: .duplicateKey, place: row.place,
                detail: "the same \(table.key.joined(separator: ", ")) as \(place)"))
          } else {
            seen[row.key] = FileLine(file: Int32(file), line: row.place.line)
          }
          if table.name == Memberships.table.name {
            spells.add(row)
          } else if !spells.isEmpty, let finding = spells.finding(forEvent: row, of: table) {
            findings.append(finding)
          }
        }
      }
      if table.name == Memberships.table.name { findings += spells.overlaps }
    }
  }
}

/// Where a row was seen first, as small as can be: every key is remembered.
private struct FileLine {
  let file: Int32
  let line: Int
}

/// Two independent hashes of a key's bytes: different keys share both with a chance of one in 2¹²⁸.
struct KeyDigest: Hashable, Sendable {
  private let first: Int
  private let second: Int

  init(_ parts: some Sequence<[UInt8]>) {
    var (a, b) = (Hasher(), Hasher())
    b.combine(0x5EED)
    for part in parts {
      a.combine(part)
      b.combine(part)
    }
    first = a.finalize()
    second = b.finalize()
  }
}

/// Who was with whom from when to when.
private struct SpellBook {
  struct Spell {
    let guild: KeyDigest
    let joined: Int64
    /// `.max` while it lasts.
    let left: Int64
    let place: Place
  }

  private var byBroadcaster: [KeyDigest: [Spell]] = [:]
  private(set) var overlaps: [Audit.Finding] = []

  var isEmpty: Bool { byBroadcaster.isEmpty }

  mutating func add(_ row: AuditRows.Row) {
    guard let broadcaster = row.broadcaster, let joined = row.days["joined_on"] else { return }
    let spell = Spell(guild: row.guild, joined: joined, left: row.days["left_on"] ?? .max, place: row.place)
    if let other = byBroadcaster[broadcaster]?.first(where: { $0.joined < spell.left && spell.joined < $0.left }) {
      let isSameGuild = other.guild == spell.guild
      overlaps.append(
        Audit.Finding(
          kind: isSameGuild ? .overlappingSpells : .spellsInTwoGuilds, place: row.place,
          detail:
            "overlaps the spell of \(other.place.file == row.place.file ? "line \(other.place.line)" : "\(other.place)")\(isSameGuild ? "" : ", in another guild")"
        ))
    }
    byBroadcaster[broadcaster, default: []].append(spell)
  }

  /// Whether an event's date, or its month, lies in a spell.
  func finding(forEvent row: AuditRows.Row, of table: Table) -> Audit.Finding? {
    guard let broadcaster = row.broadcaster, let days = row.when else { return nil }
    let spells = byBroadcaster[broadcaster] ?? []
    guard
      !spells.contains(where: { $0.guild == row.guild && $0.joined <= days.upperBound && days.lowerBound < $0.left })
    else { return nil }
    return Audit.Finding(
      kind: .eventOutsideSpell, place: row.place, detail: "its broadcaster was not with its guild then")
  }
}
