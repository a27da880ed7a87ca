import ArgumentParser
import RatingEngine
import RatingLedger
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

struct SensitivityCommand: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity", abstract: "Show how far ranks and tiers hang on the programme's choices.",
    discussion: """
      The month is read once and rated over and over, each time with other weights, curves, windows, means and rules for missing \
      data, all drawn from stated ranges. What comes out: how far each guild's rank and tier hang on these choices, which of them \
      matter, and what becomes of the month without each scorer and measure. Docs/Sensitivity.md says how to read it.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, csv }

  @OptionGroup var month: MonthOptions

  @OptionGroup var ledger: HistoryOptions

  @Option(help: "About how many programmes to rate; the design takes a few more.")
  var variants = 1000

  @Option(help: "What is varied: some of weights, curves, windows, combine and missing.")
  var vary = Sensitivity.Kind.allCases.map(\.rawValue).joined(separator: ",")

  @Option(help: "How far weights are varied, either way; above 0% and below 100%.")
  var weights = Percentage(share: 0.25)

  @Option(help: "How far curves are stretched, either way; above 0% and below 100%.")
  var curves = Percentage(share: 0.25)

  @Option(help: "The windows to try besides each scorer's own, in months.")
  var windows = "1,2,3"

  @Option(help: "What is told apart: each choice, or all choices of a kind together, which takes fewer variants.")
  var by = Sensitivity.Factor.choice

  @Option(parsing: .unconditional, help: "The same seed and options give the same analysis.")
  var seed: UInt64 = 1

  @Option(help: "table for people; json is everything; csv a row a guild.")
  var format: Format = .table

  @Option(
    help: "Write a page with pictures to this file too, which ends in .html.", completion: .file(extensions: ["html"]))
  var out: String?

  func validate() throws {
    guard (1...100_000).contains(variants) else { throw ValidationError("--variants takes a number from 1 to 100000") }
    for (name, share) in [("--weights", weights.share), ("--curves", curves.share)] {
      guard share > 0, share < 1 else {
        throw ValidationError("\(name) takes a percentage above 0% and below 100%, such as 25%")
      }
    }
    _ = (try kinds(vary), try months(windows))
    if let out, out == ".html" || !out.hasSuffix(".html") || out.hasSuffix("/.html") {
      throw ValidationError("--out takes a file that ends in .html")
    }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let programme = try month.programme.load(scorers)
    let variation = Variation(
      kinds: try kinds(vary), weights: weights.share, curves: curves.share, windows: try months(windows),
      variants: variants, factor: by, seed: seed)
    let bench = try workbench(for: programme, variation, scorers)
    let result = try bench.sensitivity(
      of: programme, varying: variation, tool: Tool(name: "guildmark", version: Guildmark.version),
      threads: month.threads)
    if let out {
      try makeFolders(above: out)
      try writePages([("html", sensitivityHTML(result))], at: String(out.dropLast(".html".count)))
      if !month.quiet { StandardError.say("guildmark: the page is \(printable(out))") }
    }
    switch format {
    case .table: try StandardOutput.write(sensitivityTable(result, width: StandardOutput.width, color: month.usesColor))
    case .json: try StandardOutput.write(result.jsonBytes)
    case .csv: try StandardOutput.write(sensitivityCSV(result))
    }
  }

  /// The month, read once for all variants.
  private func workbench(
    for programme: Programme, _ variation: Variation, _ scorers: [any Scorer.Type]
  ) throws -> Workbench {
    let standing = try ledger.standing()
    let bench: Workbench
    let before: Standing?
    if let tallies = month.tallies {
      let partial = try Partial(path: tallies, scorers: scorers)
      let rated = month.month ?? partial.month
      before = try standing(rated, month.threads)
      bench = try Workbench(
        partial, named: tallies, programmes: [programme], month: rated, after: before?.history ?? .none,
        threads: month.threads)
    } else {
      guard let data = month.data, let rated = month.month else {
        throw ValidationError("--data and --month go together")
      }
      before = try standing(rated, month.threads)
      bench = try Workbench(
        data: data, inputs: Dictionary(grouping: month.input, by: \.table).mapValues { $0.map(\.file) },
        knowing: tables(of: scorers), programmes: variation.programmes(of: programme), month: rated,
        after: before?.history ?? .none, threads: month.threads)
    }
    if !month.quiet {
      sayNotes(
        try bench.measured(by: programme), before?.notes(on: bench.month, programme: programme.digest) ?? [])
    }
    return bench
  }
}

/// Which of the kinds of choices, as in `weights,curves`.
private func kinds(_ text: String) throws -> Set<Sensitivity.Kind> {
  let names = Sensitivity.Kind.allCases.map(\.rawValue)
  let kinds = try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
    guard let kind = Sensitivity.Kind(rawValue: String(word)) else {
      let hint = nearestName(to: String(word), among: names).map { "did you mean \($0)?" }
      let words = word.isEmpty ? "--vary misses a name" : "--vary can't be \(printable(String(word)))"
      throw ValidationError("\(words); \(hint ?? "it takes some of \(names.joined(separator: ","))")")
    }
    return kind
  }
  return Set(kinds)
}

/// Numbers of months, as in `1,2,3`.
private func months(_ text: String) throws -> [Int] {
  let months = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  guard months.allSatisfy((1...240).contains), months.count <= 12 else {
    throw ValidationError("--windows takes up to 12 numbers of months, each from 1 to 240, such as 1,2,3")
  }
  return months
}

extension Sensitivity.Factor: ExpressibleByArgument {}
