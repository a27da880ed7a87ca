import RatingEngine
import RatingLedger
import RatingProgramme
import ScorerKit

/// Why a run ends early: an exit code, and one message.
struct Failure: Error {
  let code: Code
  let message: String

  /// As in sysexits.h.
  enum Code: Int32 {
    case quiet = 0
    case usage = 64
    case data = 65
    case noInput = 66
    case software = 70
    case cannotWrite = 73
    case programme = 78
  }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// `nil` for errors that are the argument parser's.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as EngineError:
      let code: Code =
        switch error {
        case .noInput, .noSuchGuild: .noInput
        case .structure, .damaged, .tooManyBadRows, .endlessBadRows, .contradiction, .corrections, .mismatch, .overflow,
          .unusableEvidence:
          .data
        case .unusableEstimate, .unusableTally, .notAdditive: .software
        case .noSuchTable, .noSuchMeasure, .noSuchPart: .usage
        }
      self.init(code, error.description)
    case let error as VaryingError: self.init(.usage, error.description)
    case let error as ProgrammeError: self.init(error)
    case let error as LedgerError: self.init(error)
    default: return nil
    }
  }
}

extension Failure {
  init(_ error: ProgrammeError) {
    let code: Code =
      switch error {
      case .noSuchFile: .noInput
      case .unreadable, .mistakes: .programme
      }
    self.init(code, error.description)
  }
}

extension Failure {
  init(_ error: LedgerError) {
    let code: Code =
      switch error {
      case .missing, .unreadable, .noGuild: .noInput
      case .exists, .noFolder, .locked, .changed, .unwritable, .full, .overtaken: .cannotWrite
      case .foreign, .newer, .damaged, .refused, .appealRefused: .data
      }
    self.init(code, error.description)
  }
}
