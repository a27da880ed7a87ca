import Foundation
import PlatformSimulator
import ScorerKit
import Testing

@Suite struct FaultTests {
  let clean: SimulatedPlatform
  let spoiled: SimulatedPlatform

  /// Simulated once for all tests.
  static let both = Result {
    func platform(badRows: Double) throws -> SimulatedPlatform {
      try SimulatedPlatform(
        options {
          $0.guilds = 40
          $0.broadcasters = 900
          $0.requestsPerBroadcasterMonth = 1
          $0.badRows = badRows
        })
    }
    return (clean: try platform(badRows: 0), spoiled: try platform(badRows: 0.2))
  }

  init() throws { (clean, spoiled) = try FaultTests.both.get() }

  @Test("faults.csv names the rows that the contract calls bad, and no others")
  func lines() throws {
    for table in Contract.tables {
      let named = spoiled.rows("faults").filter { $0[0] == table.name }.map { Int($0[1])! }
      #expect(spoiled.badLines(table) == named)
      #expect(spoiled.summary.table(table.name)?.badRows == named.count)
    }
    #expect(clean.files["faults.csv"] == nil)
    #expect(clean.summary.badRows == 0)
  }

  @Test("every kind of fault occurs, and the summary counts them by table and kind")
  func kinds() throws {
    var counts: [String: [Fault: Int]] = [:]
    for row in spoiled.rows("faults") {
      counts[row[0], default: [:]][try #require(Fault(rawValue: row[2])), default: 0] += 1
    }
    for table in spoiled.summary.tables { #expect(table.faults == counts[table.name] ?? [:]) }
    #expect(Set(counts.values.flatMap(\.keys)) == Set(Fault.allCases))
  }

  @Test("without its bad rows a table is as if there had been none")
  func goodRows() throws {
    for table in Contract.tables {
      let bad = Set(spoiled.badLines(table))
      let good = spoiled.lines(table.name).enumerated().filter { !bad.contains($0.offset + 1) }.map(\.element)
      #expect(good == clean.lines(table.name))
    }
    #expect(spoiled.files["truth.csv"] == clean.files["truth.csv"])
  }

  @Test("the share of bad rows is about the one asked for")
  func share() throws {
    let requests = try #require(spoiled.summary.table("requests"))
    #expect(abs(Double(requests.badRows) / Double(requests.rows) - 0.2) < 0.03)
  }
}

@Suite struct SimulationErrorTests {
  @Test("a directory with something in it is left alone")
  func notEmpty() throws {
    let directory = try ScratchDirectory()
    let file = "\(directory.path)/requests.csv"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
    #expect(throws: SimulationError.notEmpty(directory: directory.path)) {
      try Simulation(options()).write(to: directory.path)
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
  }

  @Test("a new directory is made, but not its parents")
  func newDirectory() throws {
    let directory = try ScratchDirectory()
    _ = try Simulation(options()).write(to: "\(directory.path)/new")
    #expect(FileManager.default.fileExists(atPath: "\(directory.path)/new/requests.csv"))
    let nowhere = "\(directory.path)/no/such"
    #expect(throws: SimulationError.cannotWrite(path: nowhere, reason: "No such file or directory")) {
      try Simulation(options()).write(to: nowhere)
    }
  }

  @Test("everything wrong with the options is said at once")
  func faults() throws {
    let wrong = options {
      $0.guilds = 0
      $0.months = 0
      $0.drift = .nan
      $0.badRows = 0.9
      $0.currencies = ["usd", "usd"]
    }
    do {
      _ = try Simulation(wrong)
      Issue.record("The options were taken.")
    } catch SimulationError.options(let faults) {
      #expect(faults.count == 7, "\(faults)")
    }
  }
}
