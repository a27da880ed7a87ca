import Glibc
import RatingProgramme

/// A file that somebody saves again and again, with an editor that writes it in place or puts another in its place.
struct SavedFile {
  let path: String
  private var stamp: Stamp?
  private var content: [UInt8]
  /// Looks in a row that found none.
  private var absences: UInt32 = 0
  /// Whether it was said that there is nothing to read.
  private var isMissed = false

  /// What becomes of it.
  enum News {
    case saved([UInt8])
    case gone
    /// After it was gone, or no file; with what it held before.
    case back
    /// There is something that can't be read, and why.
    case unfit(String)
  }

  /// How often it is looked at, in microseconds.
  private static let pause: UInt32 = 30_000
  /// After so long without a change it is taken to be written to its end.
  private static let settling: UInt32 = 15_000
  /// For so long an empty file, or none, is looked at again: an editor may have emptied or removed it to write it anew.
  private static let patience: UInt32 = 1_000_000

  /// - Parameter content: what it held when it was read last.
  init(path: String, content: [UInt8]) {
    (self.path, self.content) = (path, content)
    // It may have been saved since: then the first look finds another content.
    stamp = nil
  }

  /// Waits for a save that changes the content, or for something that keeps it from being read.
  mutating func next() -> News {
    while true {
      if let news = look() { return news }
      usleep(SavedFile.pause)
    }
  }

  private mutating func look() -> News? {
    guard let found = Stamp(path) else {
      absences += 1
      guard absences == SavedFile.patience / SavedFile.pause else { return nil }
      (stamp, isMissed) = (nil, true)
      return .gone
    }
    absences = 0
    guard found != stamp, let settled = settled(from: found) else { return nil }
    stamp = settled
    do throws(ProgrammeError) {
      let bytes = try Programme.source(path: path, isRegular: true)
      let wasMissed = isMissed
      isMissed = false
      if bytes != content {
        content = bytes
        return .saved(bytes)
      }
      return wasMissed ? .back : nil
    } catch {
      if case .noSuchFile = error { return nil }
      isMissed = true
      return .unfit(error.description)
    }
  }

  /// What it is once it changes no more; `nil` where it is gone meanwhile.
  private func settled(from first: Stamp) -> Stamp? {
    var stamp = first
    var looks: UInt32 = 0
    while true {
      usleep(SavedFile.settling)
      guard let next = Stamp(path) else { return nil }
      looks += 1
      if next == stamp, next.size > 0 || looks >= SavedFile.patience / SavedFile.settling { return next }
      stamp = next
    }
  }

  /// What changes with a file's content, or with who may read it.
  private struct Stamp: Equatable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    let written: [Int]

    /// `nil` where there is no such file: an editor may be about to put it there.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (device, inode, size) = (UInt64(status.st_dev), UInt64(status.st_ino), Int(status.st_size))
      written = [status.st_mtim, status.st_ctim].flatMap { [$0.tv_sec, $0.tv_nsec] }
    }
  }
}
