import FoundationEssentials
import Glibc
import RatingProgramme

/// The ledger beside a path that leads to none which it most likely means, by its name; `nil` where there is none like it.
func nearestLedger(to path: String) -> String? {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false)
  let folder = parts.dropLast().map { $0 + "/" }.joined()
  guard let name = parts.last, !path.utf8.contains(0),
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
  else { return nil }
  let ledgers = names.sorted().prefix(1000).filter { isLedger(folder + $0) }
  return nearestName(to: String(name), among: Array(ledgers)).map { folder + $0 }
}

/// By SQLite's header, in which the application's number stands at byte 68.
private func isLedger(_ path: String) -> Bool {
  // A pipe is not waited for.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  var head = [UInt8](repeating: 0, count: 72)
  guard pread(descriptor, &head, head.count, 0) == head.count else { return false }
  return head.suffix(4).reduce(Int64(0)) { $0 << 8 | Int64($1) } == Schema.applicationID
}
