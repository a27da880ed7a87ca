import FoundationEssentials
import Glibc
import RatingEngine

/// A place for a folder of results that appears whole or not at all: files are written beside it and moved there at the end.
struct OutputFolder {
  /// Everything a report writes; a folder that holds anything else is not replaced.
  static let contents: Set = [
    "index.html", "guilds", "ratings.json", "ratings.csv", "measures.csv", "bad_rows.csv",
  ]
  /// What every whole report has.
  static let mark = "ratings.json"

  /// What links lead to, so that a link to the latest report stays one.
  let path: String

  /// What may be in the place, to be replaced.
  enum Former {
    case report
    case nothing
  }

  /// Looks at the place and changes nothing.
  ///
  /// - Throws: `Failure` where it holds something that is not ours to replace.
  init(path: String, replacing former: Former = .report) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    var status = stat()
    guard lstat(path, &status) == 0 else {
      self.path = path
      return
    }
    guard let resolved = realpath(path, nil) else {
      throw Failure(.cannotWrite, "\(printable(path)) is a link to nowhere; give --out another place")
    }
    defer { free(resolved) }
    self.path = String(cString: resolved)
    guard stat(self.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure(.cannotWrite, "\(printable(path)) is there and is no folder; give --out another place")
    }
    let found = Set(try entries(of: self.path))
    guard former == .report else {
      guard let other = found.min() else { return }
      throw Failure(
        .cannotWrite, "\(printable(path)) holds \(printable(other)); give --out a folder that is new or empty")
    }
    if let other = found.subtracting(OutputFolder.contents).min() { throw foreign(other) }
    if found.contains("guilds"),
      let other = try entries(of: "\(self.path)/guilds").filter({ !$0.hasSuffix(".html") && !$0.hasSuffix(".md") })
        .min()
    {
      throw foreign("guilds/\(other)")
    }
    // Single cards make a folder of cards alone.
    if let other = found.subtracting(["guilds"]).min(), !found.contains(OutputFolder.mark) { throw foreign(other) }
  }

  private func foreign(_ name: String) -> Failure {
    Failure(
      .cannotWrite,
      "\(printable(path)) holds \(printable(name)), which is no part of a report; give --out another place, or an empty one"
    )
  }

  private func entries(of folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      let reason = cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"
      throw Failure(.cannotWrite, "cannot look into \(printable(folder)): \(reason)")
    }
  }

  /// Puts what `fill` writes in this place. What was there is gone only once the new is there; on a failure, and when the
  /// run is interrupted, it stays.
  func replace(with fill: (Draft) throws -> Void) throws {
    try makeFolders(above: path)
    try Interruption.watching {
      let draft = Draft(path: try makeFolder(named: "\(path).writing-\(getpid())"), place: path)
      do {
        try fill(draft)
        try Interruption.check()
        try move(draft.path)
      } catch {
        try? FileManager.default.removeItem(atPath: draft.path)
        throw error
      }
    }
  }

  /// Makes a folder by that name, or with a number after it where there is one: a killed run may have left it.
  private func makeFolder(named name: String) throws -> String {
    for number in 1...1000 {
      let folder = number == 1 ? name : "\(name)-\(number)"
      if mkdir(folder, 0o777) == 0 { return folder }
      guard errno == EEXIST else { throw cannotMake(folder) }
    }
    throw cannotMake(name)
  }

  private func move(_ draft: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return try move(draft, to: path) }
    let former = try makeFolder(named: "\(path).replaced-\(getpid())")
    do {
      try move(path, to: former)
    } catch {
      rmdir(former)
      throw error
    }
    do {
      try move(draft, to: path)
    } catch {
      try? move(former, to: path)
      throw error
    }
    try? FileManager.default.removeItem(atPath: former)
  }

  private func move(_ from: String, to place: String) throws {
    guard rename(from, place) != 0 else { return }
    let reason =
      errno == EBUSY
      ? "something is mounted there; give --out a folder within it" : String(cString: strerror(errno))
    throw Failure(.cannotWrite, "cannot move \(printable(from)) to \(printable(place)): \(reason)")
  }
}

/// A folder of results while it is written.
struct Draft: Sendable {
  let path: String
  /// Where it will be, which is what messages call it.
  let place: String

  func makeFolder(_ name: String) throws {
    guard mkdir("\(path)/\(name)", 0o777) == 0 else { throw cannotMake("\(place)/\(name)") }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Interruption.check()
    try writeFile(bytes, to: "\(path)/\(name)", named: "\(place)/\(name)")
  }

  /// Adds to a file, which need not be there yet.
  func append(_ bytes: [UInt8], to name: String) throws {
    try Interruption.check()
    try writeFile(bytes, to: "\(path)/\(name)", named: "\(place)/\(name)", mode: O_APPEND)
  }
}

/// Makes the folders that lead to a path, those that are missing.
func makeFolders(above path: String) throws {
  var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  var missing: [String] = []
  var status = stat()
  while !parts.isEmpty, case let folder = parts.joined(separator: "/"), !folder.isEmpty, stat(folder, &status) != 0 {
    missing.append(folder)
    parts.removeLast()
  }
  for folder in missing.reversed() where mkdir(folder, 0o777) != 0 && errno != EEXIST { throw cannotMake(folder) }
}

private func cannotMake(_ folder: String) -> Failure {
  Failure(.cannotWrite, "cannot make the folder \(printable(folder)): \(String(cString: strerror(errno)))")
}

/// Writes a file anew, or with `O_APPEND` behind what it holds.
///
/// - Throws: `Failure` where it can't be.
func writeFile(_ bytes: [UInt8], to path: String, named name: String, mode: Int32 = O_TRUNC) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | mode | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    throw Failure(.cannotWrite, "cannot write \(printable(name)): \(String(cString: strerror(errno)))")
  }
  defer { close(descriptor) }
  try write(bytes, to: descriptor, named: name)
}
