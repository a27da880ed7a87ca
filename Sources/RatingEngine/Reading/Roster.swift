import ScorerKit

/// A guild as its table describes it.
public struct Guild: Sendable, Equatable {
  public var id: Identifier
  public var name: Identifier?
  /// The attributes that peer groups use, those that are not empty.
  public var attributes: [String: Identifier]
  /// In days since 1970-01-01.
  public var onboardedOn: Int64?
}

/// The guilds of a month: those of the table that were onboarded before the cutoff and not closed before the month.
struct Roster {
  /// In the order of guild_id bytes.
  var guilds: [Guild]
  var leftOut: [Identifier]
  /// Attributes that the programme groups by and the table has no column for.
  var absentAttributes: [String]

  /// - Throws: `EngineError.contradiction` where a guild has two rows.
  init(_ table: SmallTable, attributes: [String]) throws {
    var first: [Identifier: Place] = [:]
    guilds = []
    for row in table.rows {
      guard let id = row.texts["guild_id"] else { continue }
      if let place = first.updateValue(row.place, forKey: id) {
        throw EngineError.contradiction(
          "\(row.place): guild \(printable(id.description)) has a row already, at line \(place.line); a guild has one")
      }
      let own = attributes.compactMap { name in row.texts[name].map { (name, $0) } }
      guilds.append(
        Guild(
          id: id, name: row.texts["name"], attributes: Dictionary(uniqueKeysWithValues: own),
          onboardedOn: row.values["onboarded_on"]))
    }
    leftOut = table.outside.compactMap { $0.texts["guild_id"] }.filter { first[$0] == nil }
    guilds.sort { $0.id < $1.id }
    absentAttributes = attributes.filter { !table.columns.contains(Identifier($0)) }
  }

  /// Whether a date in a guild's row says that it is no part of a month.
  static func isOutside(_ column: String, _ day: Int64, _ month: Month) -> Bool {
    switch column {
    case "onboarded_on": day >= month.adding(1).firstDay
    case "closed_on": day < month.firstDay
    default: false
    }
  }
}
