import RatingProgramme
import RatingRecord
import ScorerKit

/// A partial as bytes: a few lines for people, an empty line, everything as a zstd frame, and a checksum over all of it.
///
/// Guilds are in the order of their ids and tables in that of their names, so the same content is the same bytes, however
/// it came together.
enum PartialFile {
  /// Another number for another meaning of the bytes.
  static let mark = "guildmark tallies 3\n"
  private static let anyMark = "guildmark tallies "
  private static let checksumLength = 32
  /// How long a body may be for the bytes it takes packed; one that is longer was made to fill the memory.
  private static func longestBody(packed: Int) -> Int { (64 << 20) + 500 * packed }

  /// What is written, besides tallies.
  struct Contents: Codable {
    var basis: TallyBasis
    var pieces: [String]
    var kept: [KeptTable]
    /// Guild ids' bytes.
    var guilds: [[UInt8]]
    var tables: [StoredTable]
    /// Whether tallies of exempt rows follow those of the others.
    var hasExemptTallies: Bool
    var exempt: [StoredExempt]
    var corrections: [StoredCorrection]
    var correctedRows: [StoredCorrectedRow]
  }

  struct KeptTable: Codable {
    var name: String
    var files: [KeptFile]
  }

  struct KeptFile: Codable {
    var name: String
    var bytes: [UInt8]
  }

  struct StoredTable: Codable {
    var name: String
    var columnsEverywhere: [String]
    var columnsSomewhere: [String]
    /// By guild.
    var rows: [Int64]
    var rowsInMonth: [Int64]
    var badRows: [StoredBadRow]
  }

  /// Rows that an exemption took out.
  struct StoredExempt: Codable {
    var exemption: String
    var table: String
    /// By guild.
    var rows: [Int64]
  }

  struct StoredBadRow: Codable {
    var file: String?
    var line: Int
    var column: Int
    var cause: String
    var value: String?
    var expectation: String?
    var rows: Int64
    var guild: [UInt8]?
    var isBadForAnyGuild: Bool
  }

  /// - Parameter tool: its version, for the lines that people read.
  /// - Throws: `EngineError.unusableTally` where a scorer's tally can't be written.
  static func bytes(of partial: Partial, tool: String) throws -> [UInt8] {
    let order = partial.guilds.ids.enumerated().sorted { $0.element < $1.element }
    let contents = Contents(partial, order.map { (tallied: $0.offset, id: $0.element) })
    var encoder = CompactEncoder()
    do {
      try encoder.append(contents)
      for fold in partial.folds + partial.exempt.folds { try fold.encode(order.map(\.offset), into: &encoder) }
    } catch {
      throw EngineError.unusableTally("\(error)")
    }
    let head = mark + description(of: contents, tool: tool) + "\n"
    let bytes = Array(head.utf8) + zstdCompressed(encoder.bytes)
    return bytes + SHA256.digest(of: bytes)
  }

  /// For people who look into the file; nothing is read off it.
  private static func description(of contents: Contents, tool: String) -> String {
    var lines = ["written by guildmark \(tool)"]
    lines.append("month \(Month(ordinal: contents.basis.month))")
    lines += contents.basis.scorers.map { scorer in
      let settings = scorer.settings.map { ", \($0.id) \($0.spelled)" }.joined()
      return "scorer \(scorer.id) version \(scorer.version), window \(scorer.months)\(settings)"
    }
    lines += contents.pieces.prefix(20).map { "piece \($0)" }
    if contents.pieces.count > 20 { lines.append("and \(contents.pieces.count - 20) more pieces") }
    lines += contents.kept.map { "table \($0.name), whole" }
    lines += contents.tables.map { table in
      let bad = table.badRows.reduce(0) { $0 + $1.rows }
      return "table \(table.name), \(table.rows.reduce(0, +)) rows, and \(bad) bad ones"
    }
    if !contents.corrections.isEmpty { lines.append("corrections \(contents.corrections.count)") }
    lines.append("guilds \(contents.guilds.count)")
    return lines.map { printable($0) + "\n" }.joined()
  }

  /// - Parameters:
  ///   - name: the file's, for messages.
  ///   - scorers: all there are.
  /// - Throws: `EngineError.damaged`, or `.mismatch` where a scorer is not known here in that version.
  static func partial(from bytes: [UInt8], named name: String, scorers: [any Scorer.Type]) throws -> Partial {
    func damaged(_ problem: String) -> EngineError { .damaged(path: name, problem: problem) }
    guard !bytes.isEmpty else { throw damaged("is empty; did the command that should have written it fail?") }
    guard bytes.starts(with: mark.utf8) else {
      guard bytes.starts(with: anyMark.utf8) else { throw damaged("holds no tallies; `guildmark tally` writes them") }
      throw damaged("is in a format of tallies that this guildmark, which knows \(mark.dropLast()), does not read")
    }
    guard bytes.count > mark.utf8.count + checksumLength,
      SHA256.digest(of: Array(bytes.dropLast(checksumLength))) == Array(bytes.suffix(checksumLength)),
      let body = bodyStart(in: bytes)
    else { throw damaged("is cut short or damaged: its checksum is wrong") }
    do {
      let packed = bytes[body..<bytes.count - checksumLength]
      let unpacked = try zstdDecompressed(packed, limit: longestBody(packed: packed.count))
      var decoder = CompactDecoder(unpacked)
      let contents = try decoder.next(Contents.self)
      var partial = try contents.partial(named: name, scorers: scorers)
      for i in partial.folds.indices { try partial.folds[i].decode(guilds: contents.guilds.count, from: &decoder) }
      for i in partial.exempt.folds.indices {
        try partial.exempt.folds[i].decode(guilds: contents.guilds.count, from: &decoder)
      }
      guard decoder.isAtEnd else { throw damaged("goes on after its end") }
      return partial
    } catch let error as EngineError {
      throw error
    } catch {
      throw damaged("can't be understood: \(printable("\(error)"))")
    }
  }

  /// Behind the empty line.
  private static func bodyStart(in bytes: [UInt8]) -> Int? {
    bytes.indices.dropFirst().first { bytes[$0] == UInt8(ascii: "\n") && bytes[$0 - 1] == UInt8(ascii: "\n") }.map {
      $0 + 1
    }
  }
}

extension PartialFile.Contents {
  fileprivate init(_ partial: Partial, _ order: [(tallied: Int, id: Identifier)]) {
    basis = partial.basis
    pieces = partial.pieces.sorted()
    kept = partial.kept.sorted { $0.key < $1.key }.map { table, files in
      PartialFile.KeptTable(
        name: table,
        files: files.compactMap { file in
          guard case .bytes(let bytes) = file.content else { return nil }
          return PartialFile.KeptFile(name: file.path, bytes: bytes)
        })
    }
    guilds = order.map(\.id.bytes)
    tables = partial.tables.sorted { $0.key < $1.key }.map { name, table in
      func byGuild(_ counts: ContiguousArray<Int64>) -> [Int64] {
        order.map { $0.tallied < counts.count ? counts[$0.tallied] : 0 }
      }
      return PartialFile.StoredTable(
        name: name, columnsEverywhere: table.columnsEverywhere.sorted(),
        columnsSomewhere: table.columnsSomewhere.sorted(),
        rows: byGuild(table.counts.rows), rowsInMonth: byGuild(table.counts.rowsInMonth),
        badRows: table.badRows.map(PartialFile.StoredBadRow.init).sorted(by: PartialFile.StoredBadRow.comesFirst))
    }
    hasExemptTallies = !partial.exempt.folds.isEmpty
    exempt = partial.exempt.counts.sorted { $0.key < $1.key }.map { key, counts in
      PartialFile.StoredExempt(
        exemption: key.exemption, table: key.table,
        rows: order.map { $0.tallied < counts.count ? counts[$0.tallied] : 0 })
    }
    corrections = partial.corrections.entries.map(PartialFile.StoredCorrection.init)
    correctedRows = PartialFile.StoredCorrectedRow.all(of: partial.correctedRows)
  }

  fileprivate func partial(named name: String, scorers: [any Scorer.Type]) throws -> Partial {
    func damaged() -> EngineError {
      .damaged(path: name, problem: "can't be understood: its parts do not fit together")
    }
    let hasRows = tables.contains { !$0.badRows.isEmpty || $0.rows.contains { $0 > 0 } }
    guard (0...120_000).contains(basis.month), !pieces.isEmpty || !hasRows, isAscending(pieces),
      isAscending(kept.map(\.name)), isAscending(tables.map(\.name)),
      zip(basis.scorers, basis.scorers.dropFirst()).allSatisfy({ $0.id < $1.id })
    else { throw damaged() }
    let known = scorers + TallyPlan.hostScorers.map { type(of: $0) }
    let folds = try basis.scorers.map { scorer -> any Fold in
      guard let type = known.first(where: { $0.id == scorer.id }), type.version == scorer.version else {
        throw EngineError.mismatch(
          file: name,
          differences: ["this guildmark has no scorer \(printable(scorer.id)) of version \(scorer.version)"])
      }
      guard (1...1200).contains(scorer.months) else { throw damaged() }
      return type.init().makeFold(window: Window(months: scorer.months, endingWith: Month(ordinal: basis.month)))
    }
    guard zip(guilds, guilds.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }),
      guilds.allSatisfy({
        !$0.isEmpty && $0.count <= ColumnType.longestID && String(validating: $0, as: UTF8.self) != nil
      })
    else { throw damaged() }
    var partial = Partial(basis: basis, folds: folds)
    partial.pieces = Set(pieces)
    partial.guilds = IdentifierTable(guilds.map { Identifier($0) })
    for table in kept {
      partial.kept[table.name] = table.files.map { DataSource(path: $0.name, content: .bytes($0.bytes)) }
    }
    for table in tables {
      guard table.rows.count == guilds.count, table.rowsInMonth.count == guilds.count,
        isCount(table.rows + table.badRows.map(\.rows)), isCount(table.rowsInMonth)
      else { throw damaged() }
      var tally = TableTally(everywhere: Set(table.columnsEverywhere), somewhere: Set(table.columnsSomewhere))
      tally.counts = RowCounts(rows: table.rows, rowsInMonth: table.rowsInMonth)
      tally.badRows = table.badRows.map { $0.badRow(of: table.name) }
      partial.tables[table.name] = tally
    }
    partial.exempt = ExemptRows(folds: hasExemptTallies ? folds : [])
    for exempt in exempt {
      guard exempt.rows.count == guilds.count, isCount(exempt.rows) else { throw damaged() }
      partial.exempt.count(
        exempt.rows.enumerated().map { (Int32($0.offset), $0.element) },
        by: ExemptRows.Key(exemption: exempt.exemption, table: exempt.table))
    }
    partial.corrections = CorrectionList(corrections.map(\.entry))
    for row in correctedRows { partial.correctedRows.add(row.row, table: row.table, key: Identifier(row.key)) }
    guard partial.corrections.digest == basis.corrections, corrections.allSatisfy(\.isUsable) else { throw damaged() }
    return partial
  }
}

/// Each text once, in order.
private func isAscending(_ texts: [String]) -> Bool { zip(texts, texts.dropFirst()).allSatisfy { $0 < $1 } }

/// Whether these can be numbers of rows, and add up to one: adding some hundreds of such sums does not overflow.
private func isCount(_ numbers: [Int64]) -> Bool {
  var left = CompactValue.largestInteger
  for number in numbers {
    guard (0...left).contains(number) else { return false }
    left -= number
  }
  return true
}

extension PartialFile.StoredBadRow {
  fileprivate init(_ row: BadRow) {
    file = row.place?.file
    line = row.place?.line ?? 0
    column = row.place?.column ?? 0
    cause = row.cause
    value = row.value
    expectation = row.expectation
    rows = row.rows
    guild = row.guild?.bytes
    isBadForAnyGuild = row.isBadForAnyGuild
  }

  fileprivate func badRow(of table: String) -> BadRow {
    var row = BadRow(
      table: table, place: file.map { Place(file: $0, line: line, column: column) }, cause: cause, value: value,
      expectation: expectation, rows: rows)
    row.guild = guild.map { Identifier($0) }
    row.isBadForAnyGuild = isBadForAnyGuild
    return row
  }

  /// Tells any two rows apart that differ in anything: else the order in which they were merged would show. Texts go by their
  /// bytes, as Unicode takes some for equal that are not the same.
  fileprivate static func comesFirst(_ a: Self, _ b: Self) -> Bool {
    if (a.line, a.column) != (b.line, b.column) { return (a.line, a.column) < (b.line, b.column) }
    for (text, other) in zip(a.texts, b.texts) where text != other { return text.lexicographicallyPrecedes(other) }
    return a.rows < b.rows
  }

  private var texts: [[UInt8]] {
    [file, cause, value, expectation].map { text in text.map { [1] + $0.utf8 } ?? [] }
      + [guild ?? [], [isBadForAnyGuild ? 1 : 0]]
  }
}
