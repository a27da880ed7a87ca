import ArgumentParser
import RatingEngine
import RatingLedger
import RatingRecord
import ReportCards

extension LedgerCommand {
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy everything out into plain files.",
      discussion: """
        Into the folder --out go publications.csv; inputs, bad_rows, tiers, ratings, scores, measures, gates and incentives as \
        CSV, with month and version in front; appeals.json; and a folder a publication, such as 2026-10-v1, with ratings.json and \
        programme.yaml byte for byte. The folder appears when all is written.
        """)

    @Argument(help: "The ledger's file.", completion: .file())
    var file: String

    @Option(help: "The folder to write into; it must be new or empty.", completion: .directory)
    var out: String

    func validate() throws {
      guard !out.isEmpty else { throw ValidationError("--out takes a folder") }
    }

    func run() throws {
      let folder = try OutputFolder(path: out, replacing: .nothing)
      let ledger = try Ledger(reading: file)
      let list = PublicationList(months: try ledger.months())
      let entries = list.months.map(\.entry)
      try folder.replace { draft in
        try draft.write(list.csv, to: "publications.csv")
        for table in ExportedTable.all { try write(table, of: ledger, entries, to: draft) }
        try writeAppeals(try ledger.appeals(), to: draft)
        for entry in entries { try write(entry, of: ledger, to: draft) }
      }
      StandardError.say("guildmark: \(counted(entries.count, "publication")) copied out into \(printable(out))")
    }

    private func write(_ table: ExportedTable, of ledger: Ledger, _ entries: [LedgerEntry], to draft: Draft) throws {
      var bytes = Array(CSV.line((["month", "version"] + table.columns).map { .text($0) }).utf8)
      for entry in entries {
        let place: [CSV.Field] = [.text(entry.month.description), .integer(Int64(entry.version))]
        try ledger.eachRow(of: table, in: entry) { CSV.append(place + $0.map(CSV.Field.init), to: &bytes) }
        try draft.append(bytes, to: "\(table.name).csv")
        bytes.removeAll(keepingCapacity: true)
      }
      try draft.append(bytes, to: "\(table.name).csv")
    }

    private func writeAppeals(_ appeals: [Appeal], to draft: Draft) throws {
      let json = JSON.object([
        ("schema", .string("guildmark/appeals/1")), ("appeals", .array(appeals.map { $0.json(on: nil) })),
      ])
      try draft.write(json.bytes(expanding: 2) + "\n".utf8, to: "appeals.json")
    }

    private func write(_ entry: LedgerEntry, of ledger: Ledger, to draft: Draft) throws {
      let folder = "\(entry.month)-v\(entry.version)"
      try draft.makeFolder(folder)
      try draft.write(ledger.document(of: entry), to: "\(folder)/ratings.json")
      if let source = try ledger.programmeSource(of: entry) {
        try draft.write(source, to: "\(folder)/programme.yaml")
      }
    }
  }
}

extension CSV.Field {
  fileprivate init(_ value: LedgerValue) {
    switch value {
    case .null: self = .empty
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .number(number)
    case .text(let text): self = .text(text)
    }
  }
}
