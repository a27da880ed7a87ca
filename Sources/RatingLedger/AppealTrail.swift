import GRDB
import RatingRecord
import ScorerKit

/// All appeals of a ledger, and what is wrong with what it says of them.
struct AppealTrail {
  /// In the order of their numbers.
  private(set) var appeals: [Appeal] = []
  /// In their order.
  private(set) var events: [AppealEvent] = []
  private(set) var faults: [Verification.Fault] = []

  var last: AppealEvent? { events.last }

  mutating func report(_ place: String, _ problem: String) {
    faults.append(Verification.Fault(place: place, problem: problem))
  }
}

extension Ledger {
  /// All appeals, in the order they were opened; none in a ledger from before there were any.
  ///
  /// - Throws: `LedgerError.damaged` where any of it is not as it was written.
  public func appeals() throws -> [Appeal] {
    try reading { try trail(entries(in: $0), in: $0).appeals }
  }

  /// - Throws: `LedgerError.damaged` where anything is wrong with it.
  func trail(_ entries: [LedgerEntry], in database: Database) throws -> AppealTrail {
    let trail = try AppealTrail(entries, in: database)
    if let fault = trail.faults.first { throw LedgerError.damaged(path: path, problem: fault.description) }
    return trail
  }
}

extension AppealTrail {
  /// Reads everything, and looks whether each event follows on the one before and says what its digest is of.
  ///
  /// - Parameter entries: those that can be read, in their order.
  init(_ entries: [LedgerEntry], in database: Database) throws {
    guard try Schema.hasAppeals(database) else { return }
    let rows = try AppealRows(database, entries)
    let places = Dictionary(entries.map { ($0.digest, $0.number) }) { first, _ in first }
    var (open, head): (Set<Int>, Int64) = ([], 0)
    for event in rows.events {
      let place = "appeal \(appealID(event.appeal)), \(event.kind.rawValue) on \(event.on)"
      if event.number != events.count + 1 || event.previous != last?.digest {
        report(place, "it does not follow on the event before it")
      }
      if let number = places[event.publication], number >= head {
        head = number
      } else {
        report(place, "what was published at the time is not in the ledger, or was not yet")
      }
      events.append(event)
      if event.kind == .opened {
        guard let appeal = rows.appeal(openedBy: event), event.appeal == appeals.count + 1 else {
          report(place, "what it is about can’t be understood")
          continue
        }
        appeals.append(appeal)
        open.insert(event.appeal)
      } else {
        guard open.remove(event.appeal) != nil else {
          report(place, "it is not open then")
          continue
        }
        if event.on < appeals[event.appeal - 1].opened.on { report(place, "it lies before the appeal was opened") }
        if event.kind == .decided, let decision = rows.decision(by: event) {
          appeals[event.appeal - 1].decision = decision
        } else if event.kind == .withdrawn {
          appeals[event.appeal - 1].withdrawn = event
        } else {
          report(place, "the decision can’t be understood")
        }
      }
      if appeals[event.appeal - 1].reckonedDigest(of: event) != event.digest {
        report(place, "its digest is not that of what it says")
      }
    }
    faults += rows.faults
    checkCounts(rows)
    check(entries, places)
  }

  /// That nothing stands beside the events.
  private mutating func checkCounts(_ rows: AppealRows) {
    let decided = Set(appeals.filter { $0.decision != nil }.map(\.number))
    let known = Set(appeals.map(\.number))
    for (table, owners, expected) in [
      ("appeals", rows.appealNumbers, known), ("appeal_measures", Set(rows.measures.keys), known),
      ("appeal_rows", Set(rows.rows.keys), known), ("decisions", Set(rows.decisions.keys), decided),
      ("decided_corrections", Set(rows.corrections.keys), decided),
    ] where !owners.isSubset(of: expected) {
      report("the table \(table)", "some of its rows belong to no event")
    }
  }

  /// That each publication knows the last event before it, and that revisions rest on appeals that were upheld.
  private mutating func check(_ entries: [LedgerEntry], _ places: [String: Int64]) {
    for entry in entries {
      let place = "\(entry.month), version \(entry.version)"
      let before = events.last { event in (places[event.publication] ?? .max) < entry.number }
      if before?.digest != entry.appealEvent {
        report(place, "the last event of appeals before it is another than when it was published")
      }
      if (entry.revises == nil) != entry.appeals.isEmpty { report(place, "it is half a revision") }
      for number in entry.appeals {
        guard appeals.indices.contains(number - 1), appeals[number - 1].against.month == entry.month,
          appeals[number - 1].decision.map({ $0.outcome != .rejected }) == true
        else {
          report(place, "it rests on \(appealID(number)), which was not upheld about this month")
          continue
        }
        guard appeals[number - 1].revision == nil else {
          report(place, "it rests on \(appealID(number)), which an earlier version did")
          continue
        }
        appeals[number - 1].revision = Appeal.Version(entry)
      }
    }
  }
}

extension Appeal.Version {
  init(_ entry: LedgerEntry) { self.init(month: entry.month, version: entry.version, digest: entry.digest) }
}
