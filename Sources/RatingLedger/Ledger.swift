import GRDB
import Glibc
import RatingRecord
import ScorerKit

/// A file of published months.
///
/// Every entry holds the digests of its document, its rows and the entry before, so that a change anywhere shows. Reading never
/// writes, and a writing that is interrupted leaves the ledger as it was.
public struct Ledger: Sendable {
  /// As it was given, which is what messages call it.
  public let path: String
  /// Where links lead: SQLite's files beside a ledger are named after it.
  private let file: String
  private let queue: DatabaseQueue
  private let isWriting: Bool
  /// The file's state, where it is read without locks.
  private let unlocked: FileState?

  /// Opens a ledger to read in.
  ///
  /// While nobody writes there is no -wal file, and the ledger is read without locks, which would need files beside it: it may
  /// lie where nothing can be written.
  ///
  /// - Throws: `LedgerError`.
  public init(reading path: String) throws {
    try Ledger.checkFile(path)
    self.path = path
    file = try Ledger.file(at: path)
    isWriting = false
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Ledger.patience)
    let state = FileState(file)
    if FileState(file + "-wal")?.size ?? 0 == 0, let state,
      let queue = try? DatabaseQueue(path: Ledger.unlockedAddress(of: file), configuration: configuration)
    {
      self.queue = queue
      unlocked = state
    } else {
      queue = try Ledger.open(file, named: path, configuration, isWriting: false)
      unlocked = nil
    }
    try reading { try checkIdentity($0) }
  }

  /// The same to read in, for another thread.
  func another() throws -> Ledger { try Ledger(like: self) }

  private init(like other: Ledger) throws {
    (path, file, isWriting, unlocked) = (other.path, other.file, false, other.unlocked)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Ledger.patience)
    let address = unlocked == nil ? Ledger.plainAddress(of: file) : Ledger.unlockedAddress(of: file)
    queue = try LedgerError.translated(path, isWriting: false) {
      try DatabaseQueue(path: address, configuration: configuration)
    }
  }

  /// Opens a ledger to publish in.
  ///
  /// - Throws: `LedgerError`.
  public init(writing path: String) throws {
    try Ledger.checkFile(path)
    guard access(path, W_OK) == 0 else {
      throw LedgerError.unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    self.path = path
    file = try Ledger.file(at: path)
    isWriting = true
    unlocked = nil
    var configuration = Configuration()
    configuration.busyMode = .timeout(Ledger.patience)
    // What is published is on the disk before anybody is told.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    queue = try Ledger.open(file, named: path, configuration, isWriting: true)
    try reading { database in
      try checkIdentity(database)
      // A trigger, say, would write what nobody published.
      guard try Schema.objects(in: database) == Schema.objects(Schema.age(of: database) ?? 0) else {
        throw LedgerError.damaged(path: path, problem: "its tables are not as guildmark makes them")
      }
    }
  }

  /// Seconds to wait for another process to finish.
  private static let patience = 5.0

  /// One moment of the ledger, however many questions are asked.
  func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try unchanged { try translated { try queue.read(body) } }
  }

  /// All pages, as of one moment.
  func copy(to other: DatabaseQueue) throws { try unchanged { try queue.backup(to: other) } }

  /// What `body` gives or throws; that the file was written to meanwhile goes before either, where there are no locks.
  private func unchanged<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      let result = try body()
      try checkUnchanged()
      return result
    } catch {
      try checkUnchanged()
      throw error
    }
  }

  /// All of it, or nothing.
  func writing<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try translated {
      try queue.writeWithoutTransaction { database in
        try database.beginTransaction(.immediate)
        do {
          try Schema.complete(database)
          let result = try body(database)
          try database.commit()
          return result
        } catch {
          try? database.rollback()
          throw error
        }
      }
    }
  }

  /// Whether an earlier guildmark made it, so that what is written next gives it tables that it lacks.
  public func isOfEarlierVersion() throws -> Bool {
    try reading { try Schema.age(of: $0) ?? 0 < Schema.migrations.count }
  }

  /// What SQLite keeps in a file beside the ledger goes into it.
  public func close() throws { try translated { try queue.close() } }

  private func checkUnchanged() throws {
    if let unlocked, FileState(file) != unlocked { throw LedgerError.changed(path: path) }
  }

  private static func checkFile(_ path: String) throws {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR || path.utf8.contains(0) else {
        throw LedgerError.unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      throw LedgerError.missing(path: path, near: nearestLedger(to: path))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw LedgerError.foreign(path: path, what: status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "no plain file")
    }
    guard access(path, R_OK) == 0 else {
      throw LedgerError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_size > 0 else { throw LedgerError.foreign(path: path, what: "an empty file") }
  }

  /// What a path comes to if it is a link; else the path itself, as a folder's name need not be UTF-8.
  private static func file(at path: String) throws -> String {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
    guard let resolved = realpath(path, nil) else {
      throw LedgerError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { free(resolved) }
    guard let file = String(validatingCString: resolved) else {
      throw LedgerError.unreadable(path: path, reason: "it is a link to a name that is not UTF-8")
    }
    return file
  }

  /// With SQLite's errors said of this ledger.
  private func translated<Result>(_ body: () throws -> Result) throws -> Result {
    try LedgerError.translated(path, isWriting: isWriting, body)
  }

  private static func open(
    _ file: String, named path: String, _ configuration: Configuration, isWriting: Bool
  ) throws -> DatabaseQueue {
    try LedgerError.translated(path, isWriting: isWriting) {
      try DatabaseQueue(path: plainAddress(of: file), configuration: configuration)
    }
  }

  private func checkIdentity(_ database: Database) throws {
    let id = try Int64.fetchOne(database, sql: "PRAGMA application_id")
    guard id == Schema.applicationID else {
      throw LedgerError.foreign(path: path, what: "another program’s SQLite file")
    }
    guard try !Schema.migrator.hasBeenSuperseded(database) else { throw LedgerError.newer(path: path) }
    guard try Schema.age(of: database) != nil else {
      throw LedgerError.damaged(path: path, problem: "it lacks some of its tables")
    }
  }

  /// SQLite takes `file:` for the beginning of a URI, and `:memory:` for no file at all.
  static func plainAddress(of path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

  /// A URI, in which every byte that is not a letter, a digit or a slash is spelled `%2E`.
  private static func unlockedAddress(of path: String) -> String {
    let encoded = plainAddress(of: path).utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"):
        String(UnicodeScalar(byte))
      default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
      }
    }
    return "file:\(encoded.joined())?immutable=1"
  }
}

/// Enough to see that a file was written to.
private struct FileState: Equatable, Sendable {
  let size: Int64
  private let device: UInt64
  private let inode: UInt64
  private let seconds: Int
  private let nanoseconds: Int

  /// `nil` where there is none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int64(status.st_size)
    (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}
