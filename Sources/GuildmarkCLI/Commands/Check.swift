import ArgumentParser
import FoundationEssentials
import RatingEngine
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

struct Check: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a programme, and the tables if given; change nothing.",
    discussion: """
      Of the programme it shows what is in force: weights, windows, curves' targets, tiers, the digest. Of the tables it \
      lists bad rows, and verifies what a run takes for granted: that keys are unique, that no two spells of a broadcaster in \
      a guild overlap, and that events lie within a spell. Then it rates the month and warns of what in the programme is legal \
      but unwise there. Exit code 65 where figures would come out wrong, 78 for a bad programme; warnings change it not.
      """)

  @OptionGroup var programme: ProgrammeOptions

  @Option(help: "The folder with a CSV file for each table; goes with --month.", completion: .directory)
  var data: String?

  @Option(help: "The month to be rated, such as 2026-10; goes with --data.")
  var month: Month?

  @Option(help: "How many threads to read with.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard data != "" else { throw ValidationError("--data takes a folder") }
    guard (data == nil) == (month == nil) else { throw ValidationError("--data and --month go together") }
    guard (1...1024).contains(threads) else { throw ValidationError("--threads takes a number from 1 to 1024") }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let programme = try programme.load(scorers)
    try StandardOutput.write(programmeInForce(programme))
    guard let data, let month else { return }
    let tallied = try TalliedMonth(
      data: data, knowing: tables(of: scorers), programme: programme, month: month, threads: threads)
    let measured = try tallied.measured(by: programme)
    try StandardOutput.write("\n" + readings(measured))
    let audit = try Audit(data: data, as: tallied, programme: programme)
    try StandardOutput.write("\n" + findings(audit))
    let faults = audit.findings.filter(\.kind.isFault).count
    if faults > 0 {
      throw Failure(
        .data,
        "\(counted(faults, "row")) would make figures wrong; a run takes keys to be unique and spells not to overlap")
    }
    let record = try rate(
      measured, by: programme, tool: Tool(name: "guildmark", version: Guildmark.version), threads: threads)
    try StandardOutput.write("\n" + unwise(ProgrammeWarning.all(of: programme, on: record)))
  }

  private func unwise(_ warnings: [ProgrammeWarning]) -> String {
    guard !warnings.isEmpty else { return "Of what is legal but unwise in a programme, this month shows nothing.\n" }
    let lines = warnings.map { "  " + wrapped(visible($0.description), StandardOutput.width - 2, indent: 4) }
    return (["Legal but unwise, as this month shows:"] + lines).joined(separator: "\n") + "\n"
  }

  private func readings(_ month: MeasuredMonth) -> String {
    var lines = ["Tables for \(month.month.title), \(counted(month.guilds.count, "guild")):"]
    for input in month.inputs {
      let bad = input.badRows.reduce(0) { $0 + $1.count }
      lines.append("  \(input.table): " + (input.rows.map { "\($0) rows, \(bad) bad" } ?? "absent"))
      lines += input.badRows.map { "    \($0.cause): \($0.count)" }
    }
    lines += corrections(month.corrections)
    lines += month.exemptions.flatMap { exemption in
      exemption.rows.map { "  exempt by \(printable(exemption.name)): \(counted(Int($0.rows), "row")) of \($0.table)" }
    }
    lines += month.badRows.prefix(10).map { "  \($0)" }
    lines += month.notices.map { "Note: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What they come to, by table.
  private func corrections(_ applied: [AppliedCorrection]) -> [String] {
    let tables = Dictionary(grouping: applied.map(\.correction), by: \.table)
    return tables.keys.sorted().map { table in
      func rows(_ isMeant: (Correction) -> Bool) -> Int {
        Set((tables[table] ?? []).filter(isMeant).map(\.rowKey)).count
      }
      let (setAside, amended) = (rows { $0.action == .setAside }, rows { $0.action != .setAside })
      return "  corrections of \(table): \(counted(setAside, "row")) set aside, \(amended) amended"
    }
  }

  private func findings(_ audit: Audit) -> String {
    var lines: [String] = []
    for kind in Audit.Kind.allCases {
      let found = audit.findings.filter { $0.kind == kind }
      lines.append("\(kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()): \(found.count)")
      lines += found.prefix(5).map { "  \($0)" }
      if found.count > 5 { lines.append("  …") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
