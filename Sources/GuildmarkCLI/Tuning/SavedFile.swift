import Glibc
import RatingProgramme

/// A file that somebody saves again and again, with an editor that writes it in place or puts another in its place.
struct SavedFile {
  let path: String
  private var stamp: Stamp?
  private var content: [UInt8]

  /// How often it is looked at, in microseconds.
  private static let pause: UInt32 = 30_000
  /// After so long without a change it is taken to be written to its end.
  private static let settling: UInt32 = 15_000
  /// So often an empty file is looked at again: an editor may have emptied it to write it anew.
  private static let patience = 10

  /// - Parameter content: what it held when it was read last.
  init(path: String, content: [UInt8]) {
    (self.path, self.content) = (path, content)
    // It may have been saved since: then the first look finds another content.
    stamp = nil
  }

  /// Waits for a save that changes the content.
  ///
  /// - Throws: `Interrupted` on Ctrl-C; `ProgrammeError` where it is there and can't be read.
  mutating func next() throws -> [UInt8] {
    while true {
      try Interruption.check()
      if let found = Stamp(path), found != stamp, let settled = try settled(from: found) {
        stamp = settled
        let bytes = try Programme.source(path: path)
        if bytes != content {
          content = bytes
          return bytes
        }
      }
      usleep(SavedFile.pause)
    }
  }

  /// What it is once it changes no more; `nil` where it is gone meanwhile.
  private func settled(from first: Stamp) throws -> Stamp? {
    var stamp = first
    var looks = 0
    while true {
      try Interruption.check()
      usleep(SavedFile.settling)
      guard let next = Stamp(path) else { return nil }
      looks += 1
      if next == stamp, next.size > 0 || looks >= SavedFile.patience { return next }
      stamp = next
    }
  }

  /// What changes with a file's content.
  private struct Stamp: Equatable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    /// `nil` where there is no such file: an editor may be about to put it there.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (device, inode, size) = (UInt64(status.st_dev), UInt64(status.st_ino), Int(status.st_size))
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }
}
