// Publishes one rated month over and over, each time as the month after, and says how long each step takes: ledger.py runs it.
//
// ledgerbenchmark PROGRAMME DATA MONTH LEDGER MONTHS: the last of so many months is MONTH.

import BuiltInScorers
import Foundation
import RatingEngine
import RatingLedger
import RatingProgramme
import RatingRecord
import ScorerKit

let arguments = CommandLine.arguments
guard arguments.count == 6, let last = Month(arguments[3]), let count = Int64(arguments[5]) else {
  print("usage: ledgerbenchmark PROGRAMME DATA MONTH LEDGER MONTHS")
  exit(64)
}
let path = arguments[4]
let source = try Programme.source(path: arguments[1])
let programme = try Programme.read(source, file: arguments[1], scorers: builtInScorers)
let measured = try TalliedMonth(data: arguments[2], programme: programme, month: last, threads: 2)
  .measured(by: programme, threads: 2)
var record = try rate(measured, by: programme, tool: Tool(name: "guildmark", version: "benchmark"), threads: 2)
// Each month is final at once.
record.programme.corrections = nil

/// By the clock, and of the processors, which other work on the machine does not prolong.
func seconds(_ body: () throws -> Void) rethrows -> (elapsed: Double, worked: Double) {
  let before = worked()
  let elapsed = try ContinuousClock().measure(body) / .seconds(1)
  return (elapsed, worked() - before)
}

func worked() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

try Ledger.create(at: path)
for back in (0..<count).reversed() {
  record.month = last.adding(-back)
  var standing = Standing(entries: [])
  let reading = try seconds { standing = try Ledger(reading: path).standing(before: record.month, threads: 2) }
  let storing = try seconds {
    let ledger = try Ledger(writing: path)
    var request = PublicationRequest(
      record: record, status: .final, on: Day(ordinal: record.month.adding(1).firstDay + 2), bases: programme.bases,
      source: source, standing: standing)
    request.threads = 2
    _ = try ledger.publish(request)
    try ledger.close()
  }
  print("\(record.month),\(reading.elapsed),\(reading.worked),\(storing.elapsed),\(storing.worked)")
}
