import Glibc
import RatingEngine

/// Writes files that differ in their ending alone: all of them, or none, and then what was there stays.
///
/// - Throws: `Failure` where one can't be written.
func writePages(_ pages: [(ending: String, bytes: [UInt8])], at place: String) throws {
  let files = pages.map { PageFile(path: "\(place).\($0.ending)") }
  for file in files { try file.check() }
  var placed: [PageFile] = []
  do {
    for (file, page) in zip(files, pages) { try writeFile(page.bytes, to: file.draft, named: file.path) }
    for file in files {
      try file.replace()
      placed.append(file)
    }
  } catch {
    for file in placed { file.takeBack() }
    for file in files { unlink(file.draft) }
    throw error
  }
  for file in files { unlink(file.former) }
}

/// Writes a file whole, or leaves what was there.
///
/// - Throws: `Failure` where it can't be written.
func replaceFile(_ path: String, with bytes: [UInt8]) throws {
  let file = PageFile(path: path)
  try file.check()
  defer { unlink(file.draft) }
  try writeFile(bytes, to: file.draft, named: path)
  try file.replace()
  unlink(file.former)
}

/// A file, with the new one beside it until it takes its place, and the former one until all have theirs.
private struct PageFile {
  let path: String
  var draft: String { "\(path).writing-\(getpid())" }
  var former: String { "\(path).replaced-\(getpid())" }

  /// A folder could be moved away like a file.
  func check() throws {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw failure(EISDIR) }
  }

  func replace() throws {
    guard rename(path, former) == 0 || errno == ENOENT else { throw failure(errno) }
    guard rename(draft, path) == 0 else {
      let reason = errno
      rename(former, path)
      throw failure(reason)
    }
  }

  func takeBack() {
    if rename(former, path) != 0 { unlink(path) }
  }

  private func failure(_ reason: Int32) -> Failure {
    Failure(.cannotWrite, "cannot write \(printable(path)): \(String(cString: strerror(reason)))")
  }
}
