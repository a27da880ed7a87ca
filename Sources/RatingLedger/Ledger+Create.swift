import GRDB
import Glibc

extension Ledger {
  /// Makes an empty ledger: whole, or not at all.
  ///
  /// - Throws: `LedgerError`, also where the file is there already.
  public static func create(at path: String) throws {
    try place(at: path) { draft in
      try draft.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try Schema.migrator.migrate(draft)
      try draft.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      }
    }
  }

  /// Makes a database beside a place and moves it there when it is whole, and never over another file.
  ///
  /// - Parameter check: looks at the finished file, by its name of the time, and throws where it should not be.
  static func place(
    at path: String, _ fill: (DatabaseQueue) throws -> Void, check: (String) throws -> Void = { _ in }
  ) throws {
    var status = stat()
    guard lstat(path, &status) != 0 else { throw LedgerError.exists(path: path) }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    guard !path.contains("/") || folder.isEmpty || stat(folder, &status) == 0 else {
      throw LedgerError.noFolder(path: path, folder: folder)
    }
    let draft = "\(path).writing-\(getpid())"
    func discard() { for ending in ["", "-wal", "-shm", "-journal"] { unlink(draft + ending) } }
    discard()
    defer { discard() }
    try LedgerError.translated(path, isWriting: true) {
      let queue = try DatabaseQueue(path: plainAddress(of: draft))
      try fill(queue)
      try queue.close()
    }
    try check(draft)
    // A second name, unlike a new one, is refused where there is a file.
    guard link(draft, path) == 0 else {
      throw errno == EEXIST
        ? LedgerError.exists(path: path)
        : LedgerError.unwritable(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
