import Foundation
import TestSupport

/// Two guilds and a few rows in every table, all good; what a test changes shows.
struct SmallPlatform {
  var guilds = """
    guild_id,name,region
    A,Alpha,EU
    B,Beta,EU

    """
  var memberships = """
    guild_id,broadcaster_id,joined_on,left_on,leave_reason
    A,b1,2026-01-01,,
    A,b2,2026-01-01,2026-10-20,pay
    B,b3,2026-02-01,,

    """
  var requests = """
    request_id,guild_id,broadcaster_id,opened_at,first_response_at,resolved_at,reopened_at,channel
    r1,A,b1,2026-10-02T10:00:00Z,2026-10-02T12:00:00Z,2026-10-03T12:00:00Z,,chat
    r2,A,b2,2026-10-05T10:00:00Z,2026-10-07T12:00:00Z,2026-10-07T13:00:00Z,2026-10-08T00:00:00Z,chat
    r3,B,b3,2026-10-06T10:00:00Z,2026-10-06T11:00:00Z,,,mail

    """
  var payouts = """
    payout_id,guild_id,broadcaster_id,period,currency,gross,entitled,paid,due_on,paid_on,disputed
    p1,A,b1,2026-08,USD,100.00,50.00,50.00,2026-09-10,2026-09-10,
    p2,A,b2,2026-08,USD,200.00,100.00,80.00,2026-09-10,2026-09-12,
    p3,B,b3,2026-08,USD,100.00,60.00,60.00,2026-09-10,2026-09-09,

    """
  var complaints = """
    complaint_id,guild_id,broadcaster_id,filed_at,category,severity,outcome,decided_at
    c1,A,b1,2026-10-02T10:00:00Z,payment,major,upheld,2026-10-09T10:00:00Z
    c2,B,b3,2026-10-03T10:00:00Z,service,minor,pending,

    """
  /// Further tables, by name.
  var further: [String: String] = [:]

  static let requestColumns = "request_id,guild_id,broadcaster_id,opened_at,first_response_at,resolved_at\n"

  var tables: [String: String] {
    [
      "guilds": guilds, "memberships": memberships, "requests": requests, "payouts": payouts, "complaints": complaints,
    ].merging(further) { $1 }
  }

  func written() throws -> TemporaryData { try TemporaryData(tables) }

  /// With these changes, written to a folder.
  static func written(_ change: (inout SmallPlatform) -> Void = { _ in }) throws -> TemporaryData {
    var platform = SmallPlatform()
    change(&platform)
    return try platform.written()
  }
}

/// `guildmark measures` of October 2026.
func measures(_ data: TemporaryData, _ options: String...) throws -> Guildmark.Outcome {
  try Guildmark.run(["measures", "--data", data.path, "--month", "2026-10"] + options)
}

/// The row of one measure, as `value,numerator,denominator`; `nil` where there is none.
func measure(_ name: String, of guild: String, in outcome: Guildmark.Outcome) -> String? {
  outcome.lines.first { $0.hasPrefix("\(guild),") && $0.contains(",\(name),") }.map {
    $0.split(separator: ",", omittingEmptySubsequences: false).suffix(3).joined(separator: ",")
  }
}

/// What a folder holds, by path within it.
func files(in folder: String) -> [String: [UInt8]] {
  var found: [String: [UInt8]] = [:]
  for name in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
    if let data = FileManager.default.contents(atPath: "\(folder)/\(name)") { found[name] = Array(data) }
  }
  return found
}

func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
