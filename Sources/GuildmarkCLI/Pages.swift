import FoundationEssentials
import Glibc
import RatingEngine
import RatingProgramme

/// Writes files that differ in their ending alone: all of them, or none, and then what was there stays.
///
/// - Throws: `Failure` where one can't be written; `Interrupted`.
func writePages(_ pages: [(ending: String, bytes: [UInt8])], at place: String) throws {
  let files = try pages.map { (file: try PageFile(path: "\(place).\($0.ending)"), bytes: $0.bytes) }
  for (number, (file, _)) in files.enumerated() {
    if let twin = files[..<number].first(where: { $0.file.path == file.path }) {
      throw Failure(
        .cannotWrite,
        "cannot write \(printable(file.name)): it leads to the same file as \(printable(twin.file.name)); remove one of the links"
      )
    }
  }
  try Interruption.watching {
    var placed: [PageFile] = []
    do {
      for (file, bytes) in files { try file.writeDraft(bytes) }
      for (file, _) in files {
        try Interruption.check()
        try file.setAside()
        placed.append(file)
        try file.place()
      }
    } catch {
      for file in placed { file.takeBack() }
      for (file, _) in files { unlink(file.draft) }
      throw error
    }
    for (file, _) in files { unlink(file.former) }
  }
}

/// Writes a file whole, or leaves what was there.
///
/// - Throws: `Failure` where it can't be written.
func replaceFile(_ path: String, with bytes: [UInt8]) throws {
  let file = try PageFile(path: path)
  try Interruption.watching { try file.replace(by: bytes) }
}

/// That a file can be put there, before a long run.
///
/// - Throws: `Failure` where it can't.
func checkPlace(_ path: String) throws { _ = try PageFile(path: path) }

/// A file, with the new one beside it until it takes its place, and the former one until all have theirs.
private struct PageFile {
  /// As it was named.
  let name: String
  /// What links lead to, so that they stay links.
  let path: String
  /// Of the file that is there.
  private let mode: mode_t?

  var draft: String { "\(path).writing-\(getpid())" }
  var former: String { "\(path).replaced-\(getpid())" }

  /// Looks at the place and changes nothing.
  ///
  /// - Throws: `Failure` where there is something else than a file, or no folder for it.
  init(path: String) throws {
    name = path
    var status = stat()
    guard lstat(path, &status) == 0 else {
      (self.path, mode) = (path, nil)
      try checkFolder()
      return
    }
    guard let resolved = realpath(path, nil) else {
      throw Failure(.cannotWrite, "cannot write \(printable(path)): it is a link to nowhere; name another file")
    }
    defer { free(resolved) }
    self.path = String(cString: resolved)
    guard stat(self.path, &status) == 0 else {
      mode = nil
      throw failure(errno)
    }
    mode = status.st_mode & 0o7777
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw failure(EISDIR)
    default:
      throw Failure(
        .cannotWrite, "cannot write \(printable(path)): it is a pipe or a device and no file; name another place")
    }
  }

  private func checkFolder() throws {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    var status = stat()
    guard stat(folder, &status) != 0 else { return }
    let above = folder.lastIndex(of: "/").map { String(folder[...$0]) } ?? ""
    let known = try? FileManager.default.contentsOfDirectory(atPath: above.isEmpty ? "." : above).sorted()
    let near = nearestName(to: String(folder.dropFirst(above.count)), among: known ?? [])
    throw Failure(
      .cannotWrite,
      "cannot write \(printable(name)): there is no folder \(printable(folder)); "
        + (near.map { "did you mean \(printable(above + $0))?" } ?? "make it first"))
  }

  /// In one step: whoever looks finds the one file or the other.
  func replace(by bytes: [UInt8]) throws {
    do {
      try writeDraft(bytes)
      try Interruption.check()
      try place()
    } catch {
      unlink(draft)
      throw error
    }
  }

  /// Nobody may read it who may not read the file that it replaces, and it is on the disk before it does.
  func writeDraft(_ bytes: [UInt8]) throws {
    // A killed run of the same number may have left one.
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == nil ? 0o666 : 0o600)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, named: name)
    if let mode { fchmod(descriptor, mode) }
    guard fsync(descriptor) == 0 else { throw failure(errno) }
  }

  /// Gives what is there a second name, or moves it where it can have one only.
  func setAside() throws {
    unlink(former)
    guard link(path, former) != 0, errno != ENOENT else { return }
    guard rename(path, former) == 0 else { throw failure(errno) }
  }

  func place() throws {
    guard rename(draft, path) == 0 else { throw failure(errno) }
  }

  func takeBack() {
    if rename(former, path) == 0 {
      // Two names of one file are left as they are.
      unlink(former)
    } else if errno == ENOENT {
      unlink(path)
    }
  }

  private func failure(_ reason: Int32) -> Failure {
    Failure(.cannotWrite, "cannot write \(printable(name)): \(String(cString: strerror(reason)))")
  }
}
