import Glibc
import ScorerKit
import Synchronization

/// A file of events that is read in a run.
struct EventFile: Sendable {
  let table: Table
  let source: DataSource
  /// The scorers that read the table.
  let uses: [(fold: Int, columns: [String])]
}

/// All files' blocks, handed out to whichever worker asks.
///
/// A worker stays with a file while it has blocks, then takes one that nobody has begun, the largest first, then helps with
/// one that others are at: so no thread is idle before the last block is taken, and a file that must be unpacked by one
/// thread is begun early. Each file has its own lock, and is read and unpacked under it.
final class FileQueue: Sendable {
  private let files: [OpenFile]
  private let schedule: Mutex<Schedule>

  private struct Schedule {
    /// Files nobody has begun, the first one last.
    var waiting: [Int]
    var begun: [Int] = []
    /// Files from this one on are not read any further.
    var limit: Int
    var failures: [Failure] = []
    /// By table.
    var badRows: [String: Int] = [:]
  }

  private struct Failure {
    let file: Int
    let block: Int
    let error: any Error
  }

  /// - Parameter files: in the order in which faults are reported.
  init(_ files: [EventFile], blockSize: Int) {
    self.files = files.map { OpenFile($0, blockSize: blockSize) }
    let work = files.map { FileQueue.work(at: $0.source) }
    schedule = Mutex(
      Schedule(waiting: files.indices.sorted { (work[$0], $1) < (work[$1], $0) }, limit: files.count))
  }

  /// Fills the block with some rows and says of which file they are; `nil` when there are no more.
  ///
  /// - Parameter current: the file that the worker is at.
  func next(_ block: Block, after current: inout Int?) -> (file: Int, plan: TablePlan)? {
    while let file = current ?? choose() {
      current = file
      do {
        if isWanted(file), let plan = try files[file].next(block) { return (file, plan) }
      } catch {
        fail(error, file: file, block: files[file].blocks)
      }
      finish(file)
      current = nil
    }
    return nil
  }

  /// Ends the run with an error, unless an earlier place is found to be at fault.
  func fail(_ error: any Error, file: Int, block: Int) {
    schedule.withLock {
      $0.limit = min($0.limit, file)
      $0.failures.append(Failure(file: file, block: block, error: error))
    }
  }

  /// Adds to how many bad rows a file's table has. So many that the list of them would be too long for memory end the run.
  func count(badRows: Int, ofFile file: Int) {
    guard badRows > 0 else { return }
    let table = files[file].table
    let count = schedule.withLock { schedule in
      schedule.badRows[table, default: 0] += badRows
      return schedule.badRows[table, default: 0]
    }
    if count > FileQueue.mostBadRows {
      fail(EngineError.endlessBadRows(table: table, more: FileQueue.mostBadRows), file: file, block: .max)
    }
  }

  private static let mostBadRows = 1_000_000

  /// The first thing that went wrong, in the order of files and blocks.
  var failure: (file: Int, block: Int, error: any Error)? {
    schedule.withLock { $0.failures }.min { ($0.file, $0.block) < ($1.file, $1.block) }
      .map { ($0.file, $0.block, $0.error) }
  }

  /// Of the files that were begun, how each is read.
  var plans: [TablePlan?] { files.map(\.plan) }

  private func choose() -> Int? {
    schedule.withLock { schedule in
      if let file = schedule.waiting.popLast() {
        schedule.begun.append(file)
        return file
      }
      return schedule.begun.first
    }
  }

  private func isWanted(_ file: Int) -> Bool { schedule.withLock { file < $0.limit } }

  private func finish(_ file: Int) { schedule.withLock { $0.begun.removeAll { $0 == file } } }

  /// How much there is to do for a file, by a guess: what has no size may take long.
  private static func work(at source: DataSource) -> Int64 {
    guard case .file = source.content else { return 0 }
    var status = stat()
    guard stat(source.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .max }
    return source.path.hasSuffix(".csv") ? Int64(status.st_size) : Int64(clamping: Int128(status.st_size) * 8)
  }
}

/// A file as far as it has been read.
///
/// `@unchecked Sendable`: what changes is private and touched under the lock only, and of what is handed out plans are
/// immutable, and a block is the caller's own.
private final class OpenFile: @unchecked Sendable {
  private let file: EventFile
  private let blockSize: Int
  private let lock = Mutex(())
  private var reader: BlockReader?
  private var isDone = false
  private var currentPlan: TablePlan?
  private var handedOut = 0

  init(_ file: EventFile, blockSize: Int) {
    self.file = file
    self.blockSize = blockSize
  }

  var table: String { file.table.name }
  /// How the file is read; `nil` before it has been begun.
  var plan: TablePlan? { lock.withLock { _ in currentPlan } }
  /// How many blocks have been handed out.
  var blocks: Int { lock.withLock { _ in handedOut } }

  /// Fills the block with the next rows; `nil` at the end.
  func next(_ block: Block) throws -> TablePlan? {
    try lock.withLock { _ in
      guard !isDone else { return nil }
      // Until it is known that there is a next time: after an error, nobody is to read on.
      isDone = true
      let reader = try self.reader ?? BlockReader(file.source.open(), blockSize: blockSize)
      self.reader = reader
      let hasRows = try reader.next(block)
      let plan = try currentPlan ?? plan(readingHeaderOf: block)
      currentPlan = plan
      guard hasRows else {
        self.reader = nil
        return nil
      }
      isDone = false
      handedOut += 1
      return plan
    }
  }

  private func plan(readingHeaderOf block: Block) throws -> TablePlan {
    let path = file.source.name
    return try TablePlan(file.table, path: path, header: Header(of: block, file: path), uses: file.uses)
  }
}
