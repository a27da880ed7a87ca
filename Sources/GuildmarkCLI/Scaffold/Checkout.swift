import FoundationEssentials
import RatingEngine
import ScorerKit

/// The sources of Guildmark, into which a scorer is put.
struct Checkout {
  let path: String

  static let registry = "Plugins/Registry.swift"

  /// - Throws: `Failure` where there is none.
  init(path: String) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: "\(path)/\(Checkout.registry)") else {
      throw Failure(
        .noInput,
        """
        there is no \(Checkout.registry) in \(path == "." ? "this folder" : printable(path)); run this in a checkout of \
        Guildmark, or name one with --in. A scorer elsewhere is a package of its own, as Examples/ExternalScorer is
        """)
    }
  }

  func text(of file: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else {
      throw Failure(.noInput, "cannot read \(printable("\(path)/\(file)"))")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(.data, "\(printable("\(path)/\(file)")) is no text in UTF-8")
    }
    return text
  }

  /// The Swift files below a folder, in order.
  func sources(in folder: String) -> [String] {
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
    return below.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
  }

  /// The id of a scorer that is there, as it declares it.
  func id(of type: String) throws -> String {
    for file in sources(in: "Plugins") {
      let lines = try text(of: file).split(separator: "\n")
      guard let start = lines.firstIndex(where: { $0.contains("Scorer") && declaredType(in: $0) ?? "" == type }),
        let line = lines[start...].first(where: { $0.contains("static let id = \"") })
      else { continue }
      return String(line.split(separator: "\"", omittingEmptySubsequences: false)[1])
    }
    throw Failure(.data, "\(Checkout.registry) names \(printable(type)), which no file in Plugins declares")
  }

  /// - Throws: `Failure` where something of that name, or with its id, is there.
  func refuseTaken(_ name: ScorerName, scorers: [any Scorer.Type]) throws {
    if let owner = swiftOwner(of: name.type) {
      throw Failure(.usage, "\(name.type) is a name of \(owner); give the scorer another")
    }
    try refuseFiles(of: name)
    for folder in ["Plugins", "Sources"] {
      for file in sources(in: folder) { try refuse(name, asIn: file) }
    }
    guard !scorers.contains(where: { $0.id == name.id }) else {
      throw Failure(.usage, "there is a scorer \(name.id) already; give this one another name")
    }
  }

  /// Names of files are unique within a module, in whichever folder; and some disks take small letters for capitals.
  private func refuseFiles(of name: ScorerName) throws {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/Plugins")) ?? []
    let modules = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/Sources")) ?? []
    if let folder = entries.first(where: { $0.lowercased() == name.type.lowercased() }) {
      throw Failure(.usage, "there is a folder Plugins/\(printable(folder)) already; give the scorer another name")
    }
    if let module = modules.first(where: { $0.lowercased() == name.type.lowercased() }) {
      throw Failure(.usage, "\(name.type) is a module, Sources/\(printable(module)); give the scorer another name")
    }
    let files = sources(in: "Plugins")
    if let file = files.first(where: { file in
      let stem = (file.split(separator: "/").last ?? "").prefix { $0 != "." && $0 != "+" }
      return stem.lowercased() == name.type.lowercased()
    }) {
      throw Failure(
        .usage,
        "there is a file \(printable(file)) already, and files of one module differ in name; give the scorer another")
    }
  }

  /// A scorer's module sees the names of ScorerKit and of all plugins, and whoever uses it those that other modules show.
  private func refuse(_ name: ScorerName, asIn file: String) throws {
    let isSeenWhole = file.hasPrefix("Plugins/") || file.hasPrefix("Sources/ScorerKit/")
    let text = try text(of: file)
    guard text.contains(name.type) || text.contains(name.id) else { return }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let place = "\(printable(file)):\(number + 1)"
      if isSeenWhole || line.contains("public "), declaredType(in: line) ?? "" == name.type {
        throw Failure(.usage, "\(name.type) is a type already, at \(place); give the scorer another name")
      }
      if file.hasPrefix("Plugins/"), line.contains("static let id = \"\(name.id)\"") {
        throw Failure(.usage, "the id \(name.id) is taken, at \(place); give the scorer another name")
      }
    }
  }
}

/// `Tally` of `public struct Tally: Mergeable {`.
func declaredType(in line: Substring) -> Substring? {
  let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "/") }
  guard let first = words.first, !first.hasPrefix("/"),
    let keyword = words.firstIndex(where: { declaringKeywords.contains($0) }), keyword + 1 < words.count
  else { return nil }
  return words[keyword + 1]
}

private let declaringKeywords: Set<Substring> = ["struct", "enum", "class", "actor", "protocol", "typealias"]
