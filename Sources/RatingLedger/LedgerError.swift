import GRDB
import GRDBSQLite
import RatingRecord

/// Why a ledger can't be used, in a sentence that says what to do.
public enum LedgerError: Error, Equatable, CustomStringConvertible {
  /// - Parameter near: a ledger of a similar name.
  case missing(path: String, near: String?)
  /// `create` and `backup` replace nothing.
  case exists(path: String)
  case noFolder(path: String, folder: String)
  case locked(path: String)
  /// It was read without locks, as nobody was writing then.
  case changed(path: String)
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  case full(path: String)
  /// Not a ledger.
  case foreign(path: String, what: String)
  /// Of a later version.
  case newer(path: String)
  case damaged(path: String, problem: String)
  case refused(Refusal)
  case appealRefused(AppealRefusal)
  /// Another publication was made since the history was read.
  case overtaken(path: String)
  case noGuild(id: String, near: String?, path: String)

  public var description: String {
    switch self {
    case .missing(let path, let near):
      "there is no ledger \(visible(path)); "
        + (near.map { "did you mean \(visible($0))? Else begin" } ?? "begin")
        + " one with `guildmark ledger create \(visible(path))`"
    case .exists(let path): "\(visible(path)) is there already; nothing is written over it"
    case .noFolder(let path, let folder):
      "cannot make \(visible(path)): there is no folder \(visible(folder)); make it first"
    case .locked(let path):
      "\(visible(path)) is locked by another process; run again when that is done"
    case .changed(let path): "\(visible(path)) was written to while it was read; run again"
    case .unreadable(let path, let reason): "cannot read the ledger \(visible(path)): \(reason)"
    case .unwritable(let path, let reason): "cannot write the ledger \(visible(path)): \(reason)"
    case .full(let path):
      "cannot write the ledger \(visible(path)): the disk is full; nothing was changed, make room and run again"
    case .foreign(let path, let what):
      "\(visible(path)) is no ledger but \(what); begin one with `guildmark ledger create FILE`"
    case .newer(let path):
      "\(visible(path)) was written by a newer guildmark, which this one can't read; use that one"
    case .damaged(let path, let problem):
      "the ledger \(visible(path)) is damaged: \(problem); `guildmark ledger verify` says more, and a backup may help"
    case .refused(let refusal): refusal.description
    case .appealRefused(let refusal): refusal.description
    case .overtaken(let path):
      "another publication was made in \(visible(path)) meanwhile; nothing was changed, run again"
    case .noGuild(let id, let near, let path):
      "no guild \(visible(id)) in \(visible(path))" + (near.map { "; did you mean \(visible($0))?" } ?? "")
    }
  }
}

extension LedgerError {
  /// What `body` gives, with SQLite's errors said of the file that it works on.
  static func translated<Result>(
    _ path: String, isWriting: Bool, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw LedgerError(error, path: path, isWriting: isWriting) ?? error
    }
  }

  /// What SQLite's error means for this file; `nil` where it is a mistake of ours.
  init?(_ error: DatabaseError, path: String, isWriting: Bool) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self = .unwritable(path: path, reason: "you may not write this file, or the folder it is in")
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_NOTADB: self = .foreign(path: path, what: "some other file")
    case .SQLITE_CORRUPT: self = .damaged(path: path, problem: "its pages do not fit together")
    // Our statements are right for the tables that a ledger has.
    case .SQLITE_ERROR, .SQLITE_SCHEMA:
      self = .damaged(
        path: path, problem: "its tables are not as guildmark makes them (\(visible(error.message ?? "")))")
    case .SQLITE_CANTOPEN:
      self =
        isWriting
        ? .unwritable(path: path, reason: "you may not write the folder it is in, or read the file")
        : .unreadable(
          path: path, reason: "you may not read it, or it has a -wal file beside it and you may not write the folder")
    case .SQLITE_IOERR:
      let reason = "the disk reports an error (\(error.extendedResultCode.rawValue))"
      self = isWriting ? .unwritable(path: path, reason: reason) : .unreadable(path: path, reason: reason)
    case .SQLITE_NOMEM, .SQLITE_TOOBIG: self = .damaged(path: path, problem: "a value in it is longer than can be")
    default: return nil
    }
  }
}
