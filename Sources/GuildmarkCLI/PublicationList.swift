import RatingLedger
import RatingRecord
import ReportCards

/// A ledger's publications, a line each.
struct PublicationList {
  let months: [LedgerMonth]

  func table(width: Int, color: Bool) -> String {
    guard !months.isEmpty else { return "Nothing has been published yet.\n" }
    var table = TerminalTable(["Month", "Status", "On", ">Rated", "Tiers", ">Moved", ">Granted", "Digest"])
    for month in months {
      let entry = month.entry
      table.append([
        "\(entry.month) v\(entry.version)", entry.revises == nil ? entry.status.rawValue : "revision", "\(entry.on)",
        "\(entry.rated)",
        month.tiers.map { "\($0.guilds)" }.joined(separator: "/"), "+\(entry.movedUp) −\(entry.movedDown)",
        entry.granted.map { decimal($0, places: 0) } ?? "–", shortDigest(entry.digest, width >= 100 ? 12 : 6),
      ])
    }
    let tiers = told { $0.tiers.map { visible($0.name) }.joined(separator: "/") }
    let currencies = told { visible($0.entry.programme.currency) }
    return table.text(width: width, color: color)
      + "\nTiers: \(tiers). Moved: up and down since the month before. Granted: \(currencies).\n" + revisions
  }

  private var revisions: String {
    months.map(\.entry).filter { $0.revises != nil }.map { entry in
      "\(entry.month) v\(entry.version) revises v\(entry.revises ?? 0), for \(entry.publication.appeals.joined(separator: ", ")).\n"
    }.joined()
  }

  /// The version that takes an entry's place.
  private func reviser(of entry: LedgerEntry) -> Int? {
    guard entry.status == .final else { return nil }
    return months.first { $0.entry.month == entry.month && $0.entry.revises == entry.version }?.entry.version
  }

  /// What is the same in all lines, or else from which one on it is what: `A/B from 2026-05 v1; C/D from 2026-09 v1`.
  private func told(_ text: (LedgerMonth) -> String) -> String {
    var blocks: [(text: String, from: LedgerEntry)] = []
    for month in months where blocks.last?.text != text(month) { blocks.append((text(month), month.entry)) }
    guard blocks.count > 1 else { return blocks.first?.text ?? "" }
    return blocks.map { "\($0.text) from \($0.from.month) v\($0.from.version)" }.joined(separator: "; ")
  }

  var csv: [UInt8] {
    let header =
      "month,version,status,on,corrections_until,tool_version,programme,programme_version,programme_digest,programme_source,guilds,rated,moved_up,"
      + "moved_down,granted,currency,inputs_digest,document_digest,rows_digest,previous,digest,appeals_until,"
      + "revises,revised_by,appeals\n"
    return months.reduce(into: Array(header.utf8)) { bytes, month in
      let entry = month.entry
      CSV.append(
        [
          .text(entry.month.description), .integer(Int64(entry.version)), .text(entry.status.rawValue),
          .text(entry.on.description), .text(entry.correctionsUntil?.description), .text(entry.tool.version),
          .text(entry.programme.name),
          .integer(entry.programme.version), .text(entry.programme.digest), .text(entry.programme.sourceDigest),
          .integer(Int64(entry.guilds)),
          .integer(Int64(entry.rated)), .integer(Int64(entry.movedUp)), .integer(Int64(entry.movedDown)),
          .number(entry.granted), .text(entry.programme.currency), .text(entry.inputsDigest),
          .text(entry.documentDigest),
          .text(entry.rowsDigest), .text(entry.previous), .text(entry.digest),
          .text(entry.appealsUntil?.description), .integer(entry.revises.map(Int64.init)),
          .integer(reviser(of: entry).map(Int64.init)),
          .text(entry.appeals.isEmpty ? nil : entry.publication.appeals.joined(separator: " ")),
        ], to: &bytes)
    }
  }

  var json: JSON {
    .object([
      ("schema", .string("guildmark/publications/1")),
      ("publications", .array(months.map(json))),
    ])
  }

  private func json(_ month: LedgerMonth) -> JSON {
    let entry = month.entry
    return .object([
      ("month", .string(entry.month.description)), ("version", .count(entry.version)),
      ("status", .string(entry.status.rawValue)), ("on", .string(entry.on.description)),
      ("corrections_until", .optional(entry.correctionsUntil?.description)),
      (
        "programme",
        .object([
          ("name", .string(entry.programme.name)), ("version", .integer(entry.programme.version)),
          ("digest", .string(entry.programme.digest)),
        ])
      ),
      ("guilds", .count(entry.guilds)), ("rated", .count(entry.rated)),
      (
        "tiers",
        .array(month.tiers.map { .object([("name", .string($0.name)), ("guilds", .count($0.guilds))]) })
      ),
      ("moved_up", .count(entry.movedUp)), ("moved_down", .count(entry.movedDown)),
      ("granted", .optional(entry.granted)), ("currency", .string(entry.programme.currency)),
      ("inputs_digest", .optional(entry.inputsDigest)), ("document_digest", .string(entry.documentDigest)),
      ("rows_digest", .string(entry.rowsDigest)),
      ("previous", .optional(entry.previous)), ("digest", .string(entry.digest)),
      ("appeals_until", .optional(entry.appealsUntil?.description)),
      ("revises", .optional(entry.revises.map(Int64.init))),
      ("revised_by", .optional(reviser(of: entry).map(Int64.init))),
      ("appeals", .array(entry.publication.appeals.map(JSON.string))),
    ])
  }
}

/// The first hexadecimal digits.
func shortDigest(_ digest: String, _ digits: Int) -> String {
  String((digest.split(separator: ":").last ?? "").prefix(digits))
}
