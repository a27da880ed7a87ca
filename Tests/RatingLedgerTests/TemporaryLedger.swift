import RatingRecord
import ScorerKit
import TestSupport

@testable import RatingLedger

/// A ledger for one test, gone after it.
struct TemporaryLedger {
  let folder: TemporaryData
  var path: String { "\(folder.path)/l.sqlite" }

  init() throws {
    folder = try TemporaryData()
    try Ledger.create(at: path)
  }

  /// Publishes as a run of the command does: what the ledger says is read first.
  @discardableResult
  func publish(
    _ record: RatingRecord, _ status: Status = .final, on day: String? = nil, source: String? = "programme: x\n",
    again: Bool = false, skippingMonths: Bool = false, revising: [String]? = nil
  ) throws -> PublicationOutcome {
    let ledger = try Ledger(writing: path)
    let standing = try ledger.standing(before: record.month, revising: revising != nil)
    let day = Day(day ?? "\(record.month.adding(1))-03")!
    var request = PublicationRequest(
      record: record, status: status, on: day, bases: SampleRecord.bases, source: source.map { Array($0.utf8) },
      standing: standing)
    (request.again, request.skippingMonths) = (again, skippingMonths)
    request.revising = revising
    let outcome = try ledger.publish(request)
    try ledger.close()
    return outcome
  }

  /// Opens an appeal of guild A.
  @discardableResult
  func appeal(
    _ guild: String = "A", _ measures: [String] = ["speed.rate"], rows: [String] = [], reason: String = "A reason.",
    month: Month = SampleRecord.october, on day: String = "2026-11-21"
  ) throws -> Appeal {
    let ledger = try Ledger(writing: path)
    defer { try? ledger.close() }
    return try ledger.openAppeal(
      AppealRequest(
        guild: guild, month: month, measures: measures,
        rows: rows.map { RowReference(table: "requests", key: Identifier($0)) }, reason: reason, on: Day(day)!))
  }

  @discardableResult
  func decide(
    _ id: String, _ outcome: Appeal.Outcome = .upheld, on day: String = "2026-11-25", corrections: [Correction] = []
  ) throws -> Appeal {
    let ledger = try Ledger(writing: path)
    defer { try? ledger.close() }
    return try ledger.decideAppeal(
      id, outcome, reason: "So it is.", decidedBy: "The board", on: Day(day)!, corrections: corrections)
  }

  @discardableResult
  func withdraw(_ id: String, on day: String = "2026-11-25") throws -> Appeal {
    let ledger = try Ledger(writing: path)
    defer { try? ledger.close() }
    return try ledger.withdrawAppeal(id, reason: "Found the receipt.", on: Day(day)!)
  }

  /// Final months that end with October 2026.
  func publish(months: Int64) throws {
    for back in (0..<months).reversed() {
      try publish(SampleRecord.record(SampleRecord.october.adding(-back), seed: UInt64(back + 1)))
    }
  }
}

/// What refusing to publish gave.
func refusal(_ body: () throws -> Void) -> Refusal? {
  do {
    try body()
    return nil
  } catch LedgerError.refused(let refusal) {
    return refusal
  } catch {
    return nil
  }
}

/// What refusing an appeal gave.
func appealRefusal(_ body: () throws -> Void) -> AppealRefusal? {
  do {
    try body()
    return nil
  } catch LedgerError.appealRefused(let refusal) {
    return refusal
  } catch {
    return nil
  }
}
