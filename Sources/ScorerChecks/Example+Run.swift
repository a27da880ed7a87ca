import RatingEngine
import RatingProgramme
import ScorerKit

extension Example {
  /// Runs the example through the engine, from files to measures, and says what comes out otherwise than expected.
  public func faults(of scorer: any Scorer.Type) -> [String] {
    do {
      let month = Month(month) ?? Month(year: 2026, month: 10)
      let data = try TemporaryData(completedTables(of: scorer))
      let programme = try Programme.read(Array(programme(of: scorer).utf8), file: title, scorers: [scorer])
      let tallied = try TalliedMonth(data: data.path, programme: programme, month: month, threads: 1)
      let rows = try tallied.measured(by: programme).rows(of: programme)
      let faults = tallied.badRows.map { "it has a bad row: \($0)" } + differences(from: rows, scorer)
      return faults.map { "\(scorer.id), “\(title)”: \($0)" }
    } catch { return ["\(scorer.id), “\(title)”: \(error)"] }
  }

  private func differences(from rows: [MeasuredMonth.Row], _ scorer: any Scorer.Type) -> [String] {
    expected.sorted { $0.key < $1.key }.compactMap { measure, expected in
      let row = rows.first { $0.measure == measure }
      guard let expected else {
        return row.map { "\(measure) is \($0.value.map(\.description) ?? "counted"), where there is no data" }
      }
      guard let value = row?.value else { return "\(measure) has no data, where \(expected) is expected" }
      let isQuantile = scorer.measures.contains { $0.id == measure && $0.kind == .quantile }
      let isClose = value == expected || abs(value - expected) <= (isQuantile ? 0.01 : 1e-9) * abs(expected)
      return isClose ? nil : "\(measure) is \(value), not \(expected)"
    }
  }

  /// A programme of this scorer alone, with the example's settings.
  private func programme(of scorer: any Scorer.Type) -> String {
    let domains = Dictionary(uniqueKeysWithValues: scorer.init().settings.map { ($0.id, $0.domain) })
    let settings = settings.sorted { $0.key < $1.key }.map { name, text in
      switch domains[name] {
      case .words: "\(name): [\(text)]"
      case .counts: "\(name): { \(text) }"
      default: "\(name): \(text)"
      }
    }
    // Measures that a programme must declare are those that the example expects.
    let declared = expected.keys.sorted().map { "\($0): { curve: identity }" }
    let measures = scorer is any DeclaringScorer.Type ? ", measures: { \(declared.joined(separator: ", ")) }" : ""
    return """
      window: \(months) months
      scorers:
        \(scorer.id): { settings: { \(settings.joined(separator: ", ")) }\(measures) }
      """
  }

  /// The tables with the required columns that the example leaves out, and a table of its one guild.
  private func completedTables(of scorer: any Scorer.Type) throws -> [String: String] {
    var completed = ["guilds": "guild_id,name\nG1,The guild\n"]
    for (name, text) in tables {
      guard let table = scorer.reads.first(where: { $0.table.name == name })?.table else {
        throw ExampleError(description: "it has rows of \(name), which the scorer does not read")
      }
      let lines = text.split(separator: "\n").map(String.init)
      let header = lines.first?.split(separator: ",").map(String.init) ?? []
      let left = table.columns.filter { $0.isRequired && !header.contains($0.name) }
      let rows = try lines.dropFirst().enumerated().map { number, line in
        try ([line] + left.map { try filler(for: $0, row: number) }).joined(separator: ",")
      }
      let names = (header + left.map(\.name)).joined(separator: ",")
      completed[name] = ([names] + rows).joined(separator: "\n") + "\n"
    }
    return completed
  }

  private func filler(for column: ColumnDefinition, row: Int) throws -> String {
    switch column.type {
    case .id: column.name == "guild_id" ? "G1" : "\(column.name)-\(row + 1)"
    case .month: month
    case .text: column.name == "currency" ? "USD" : "any"
    default: throw ExampleError(description: "it leaves out \(column.name), which can't be made up")
    }
  }
}

private struct ExampleError: Error, CustomStringConvertible {
  let description: String
}
