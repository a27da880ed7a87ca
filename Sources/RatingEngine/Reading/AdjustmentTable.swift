import RatingProgramme
import ScorerKit

/// What documented adjustments change a month's scores by.
struct AdjustmentTable: Sendable {
  /// By guild, each guild's in the order of reasons and points.
  private(set) var byGuild: [Identifier: [GuildAdjustment]] = [:]

  init() {}

  /// Takes the adjustments of a table's rows, setting aside those that are bad.
  ///
  /// - Parameter roster: the guilds of the month; `nil`: any.
  /// - Throws: `EngineError.contradiction` where a guild's adjustments come to more than the programme allows.
  init(_ table: inout SmallTable, roster: Roster?, atMost: Int64) throws {
    let inMonth = roster.map { Set($0.guilds.map(\.id)) }
    let leftOut = Set(roster?.leftOut ?? [])
    var last: [Identifier: Place] = [:]
    for row in table.rows {
      guard let guild = row.texts["guild_id"], let text = row.texts["points"], let reason = row.texts["reason"],
        !leftOut.contains(guild)
      else { continue }
      if inMonth?.contains(guild) == false {
        table.setAside(row, cause: unknownGuild.cause, value: guild, expectation: unknownGuild.expectation)
      } else if let points = AdjustmentTable.points(text) {
        byGuild[guild, default: []].append(GuildAdjustment(points: points, reason: reason))
        if last[guild].map({ $0.line < row.place.line || $0.file != row.place.file }) ?? true {
          last[guild] = row.place
        }
      } else {
        table.setAside(
          row, cause: "points are no points", value: text,
          expectation: "a decimal such as -2.5, at most nine decimals and a million points")
      }
    }
    for (guild, adjustments) in byGuild {
      byGuild[guild] = adjustments.sorted { ($0.reason, $0.points) < ($1.reason, $1.points) }
    }
    let excess = byGuild.filter { abs($0.value.reduce(0) { $0 + $1.points }) > atMost }.keys.sorted().first
    if let excess, let place = last[excess], let sum = byGuild[excess]?.reduce(0, { $0 + $1.points }) {
      throw EngineError.contradiction(
        """
        \(place): the adjustments of \(printable(excess.description)) come to \(Reckoned.points(sum)) points, and the \
        programme allows \(Reckoned.points(atMost)) at most (adjustments.at_most)
        """)
    }
  }

  private static let mostPoints: Int64 = 1_000_000_000_000_000

  /// A decimal of at most nine decimals → billionths of a point.
  private static func points(_ text: Identifier) -> Int64? {
    let isNegative = text.bytes.first == UInt8(ascii: "-")
    let magnitude = text.bytes.dropFirst(isNegative ? 1 : 0)
    guard let first = magnitude.first, (48...57).contains(first),
      case .value(let points) = Array(magnitude).withUnsafeBufferPointer({ parseDecimal($0, digits: 9) }),
      points <= mostPoints
    else { return nil }
    return isNegative ? -points : points
  }
}

/// One adjustment of a guild's score.
struct GuildAdjustment: Sendable, Equatable {
  /// Billionths of a point.
  var points: Int64
  var reason: Identifier
}
