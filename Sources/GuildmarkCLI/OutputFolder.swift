import Foundation
import Glibc
import RatingEngine

/// A folder of results that appears whole or not at all: files are written beside it and moved into place at the end.
struct OutputFolder {
  /// Everything a report writes; a folder that holds anything else is not replaced.
  static let contents: Set = [
    "index.html", "guilds", "ratings.json", "ratings.csv", "measures.csv", "bad_rows.csv",
  ]

  let path: String
  private let draft: String

  /// - Throws: `Failure` where the place holds something that is not ours to replace, or can't be written.
  init(path: String) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    draft = "\(path).writing-\(getpid())"
    try checkPlace()
    try create(draft)
  }

  private func checkPlace() throws {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      let parent = URL(filePath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure(.cannotWrite, "\(printable(path)) is there and is no folder; give --out another place")
    }
    let found = try FileManager.default.contentsOfDirectory(atPath: path)
    if let other = found.filter({ !OutputFolder.contents.contains($0) }).min() {
      throw Failure(
        .cannotWrite,
        "\(printable(path)) holds \(printable(other)), which is no part of a report; give --out another place, or an empty one"
      )
    }
  }

  /// Makes a folder within.
  func makeFolder(_ name: String) throws { try create("\(draft)/\(name)") }

  /// Writes a file within.
  func write(_ text: String, to name: String) throws {
    try writeFile(text, to: "\(draft)/\(name)", named: "\(path)/\(name)")
  }

  /// Moves everything into place. What was there before is gone only once the new is there.
  func finish() throws {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      try move(draft, to: path)
      return
    }
    let former = "\(path).replaced-\(getpid())"
    try move(path, to: former)
    do {
      try move(draft, to: path)
    } catch {
      try? move(former, to: path)
      throw error
    }
    try? FileManager.default.removeItem(atPath: former)
  }

  /// Takes the draft away after a failure.
  func discard() { try? FileManager.default.removeItem(atPath: draft) }

  private func create(_ folder: String) throws {
    guard mkdir(folder, 0o777) == 0 else {
      throw Failure(.cannotWrite, "cannot make \(printable(folder)): \(String(cString: strerror(errno)))")
    }
  }

  private func move(_ from: String, to place: String) throws {
    guard rename(from, place) == 0 else {
      throw Failure(
        .cannotWrite, "cannot move \(printable(from)) to \(printable(place)): \(String(cString: strerror(errno)))")
    }
  }
}

/// Writes a file anew.
///
/// - Throws: `Failure` where it can't be.
func writeFile(_ text: String, to path: String, named name: String) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    throw Failure(.cannotWrite, "cannot write \(printable(name)): \(String(cString: strerror(errno)))")
  }
  defer { close(descriptor) }
  try write(text, to: descriptor, named: name)
}
