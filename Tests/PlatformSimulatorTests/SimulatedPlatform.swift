import Foundation
import PlatformSimulator
import ScorerKit

/// A simulation written to a directory of its own, and what it wrote.
struct SimulatedPlatform {
  let summary: SimulationSummary
  private(set) var files: [String: Data] = [:]

  init(_ options: Simulation.Options) throws {
    let directory = try ScratchDirectory()
    summary = try Simulation(options).write(to: directory.path)
    for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(directory.path)/\(name)"))
    }
  }

  /// The lines of a table after its header, field by field.
  func rows(_ table: String) -> [[String]] { lines(table).dropFirst().map(fields) }

  func columns(_ table: String) -> [String] { lines(table).first.map(fields) ?? [] }

  func lines(_ table: String) -> [Substring] {
    String(decoding: files["\(table).csv"] ?? Data(), as: UTF8.self).split(separator: "\n")
  }

  /// The rows by column name; a missing field is an empty one.
  func records(_ table: String) -> [[String: String]] {
    let columns = columns(table)
    return rows(table).map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
  }

  /// truth.csv: guild → month → quantity → value.
  func truth() throws -> [String: [String: [String: Double]]] {
    var truth: [String: [String: [String: Double]]] = [:]
    for row in rows("truth") { truth[row[0], default: [:]][row[1], default: [:]][row[2]] = Double(row[3]) }
    return truth
  }
}

/// A directory that is gone when nobody holds it any more.
final class ScratchDirectory {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("simulator-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The fields of a line; quotes hold commas together.
func fields(_ line: Substring) -> [String] {
  guard line.utf8.contains(UInt8(ascii: "\"")) else {
    return line.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { String($0)! }
  }
  var (fields, isQuoted) = ([""], false)
  for character in line {
    if character == "\"" {
      isQuoted.toggle()
    } else if character == ",", !isQuoted {
      fields.append("")
    } else {
      fields[fields.count - 1].append(character)
    }
  }
  return fields
}

/// Small enough for a debug build, with the options that a test changes.
func options(_ change: (inout Simulation.Options) -> Void = { _ in }) -> Simulation.Options {
  var options = Simulation.Options()
  options.guilds = 12
  options.broadcasters = 300
  options.months = 2
  options.requestsPerBroadcasterMonth = 3
  change(&options)
  return options
}
