import ArgumentParser
import FoundationEssentials
import PlatformSimulator
import RatingEngine
import ScorerKit

struct Simulate: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the tables of a platform that does not exist.",
    discussion: """
      Guilds have hidden qualities that show in their tables. truth.csv holds each guild's qualities and what each measure is \
      expected to be; with --bad-rows, faults.csv holds what was made wrong and where. The same options give the same bytes.
      """)

  @Option(help: "The folder to write into; it must be new or empty.", completion: .directory)
  var out: String

  @Option(help: "How many guilds.")
  var guilds = Simulation.Options().guilds

  @Option(help: "How many broadcasters at a time, over all guilds.")
  var broadcasters = Simulation.Options().broadcasters

  @Option(help: "How many months of events.")
  var months = Simulation.Options().months

  @Option(help: "The last of them.")
  var lastMonth = Simulation.Options().lastMonth

  @Option(help: "How many requests in all; by default about 10 for each broadcaster and month.")
  var requests: Int?

  @Option(parsing: .unconditional, help: "The same seed and options give the same bytes.")
  var seed = Simulation.Options().seed

  @Option(help: "How far qualities drift from month to month (a standard deviation; 0: not at all).")
  var drift = Simulation.Options().drift

  @Option(help: "The share of rows made wrong, such as 0.5%.")
  var badRows = Percentage(share: 0)

  @Option(help: "How far the broadcasters of one guild differ among themselves, 0 to 0.9.")
  var broadcastersDiffer = Simulation.Options().broadcastersDiffer

  @Option(
    help: "Currencies that guilds pay in, such as USD,EUR; several bring a table of exchange rates into the first.")
  var currencies = "USD"

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    guard !out.isEmpty else { throw ValidationError("--out takes a folder") }
    guard requests ?? 0 >= 0 else { throw ValidationError("--requests takes a number, 0 or more") }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    var options = Simulation.Options()
    options.guilds = guilds
    options.broadcasters = broadcasters
    options.months = months
    options.lastMonth = lastMonth
    options.seed = seed
    options.drift = drift
    options.badRows = badRows.share
    options.broadcastersDiffer = broadcastersDiffer
    options.currencies = currencies.split(separator: ",").map(String.init)
    if let requests { options.aim(forRequests: requests) }
    let parent = URL(filePath: out).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    do throws(SimulationError) {
      let summary = try Simulation(options).write(to: out)
      guard !quiet else { return }
      let rows = summary.tables.map { "\($0.name) \($0.rows)" }.joined(separator: ", ")
      StandardError.say("guildmark: wrote \(printable(out)): \(rows) rows; \(summary.badRows) of them are bad")
    } catch {
      switch error {
      case .options: throw Failure(.usage, error.description)
      case .notEmpty, .cannotWrite: throw Failure(.cannotWrite, error.description)
      }
    }
  }
}

/// A share, spelled `0.5%` or `0.005`.
struct Percentage: ExpressibleByArgument {
  let share: Double

  init(share: Double) { self.share = share }

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument), number.isFinite else { return nil }
    share = isPercent ? number / 100 : number
  }

  var defaultValueDescription: String { "\(share * 100)%" }
}
