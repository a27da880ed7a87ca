import RatingRecord
import ScorerKit

extension Card {
  /// Rows that count otherwise than the tables have them, and why.
  struct CorrectionPart: Equatable {
    /// In the order of their tables and keys.
    var lines: [Line]
    /// Of those that are too many to be listed.
    var more: String?

    struct Line: Equatable {
      /// `Requests, row R-1042`
      var row: String
      /// `opened at counts as 2026-10-03T14:22:05Z`
      var act: String
      var reason: String
      /// `Decided by the ratings desk on 5 November 2026.`
      var decided: String
    }

    /// What the part is about.
    static let introduction = "These rows were decided on, and count otherwise than the tables have them."
  }
}

extension Card.CorrectionPart {
  /// As many as fit half a page.
  private static let most = 12

  /// `nil` where none is about the guild.
  init?(of guild: GuildRating, in record: RatingRecord) {
    let own = record.corrections.filter { $0.guilds.contains(guild.guildID) }
    guard !own.isEmpty else { return nil }
    let count = own.count <= Self.most + 2 ? own.count : Self.most
    lines = own.prefix(count).map { Line($0, for: guild.guildID) }
    more = own.count > count ? "And \(counted(Int64(own.count - count), "correction")) more of the guild’s rows." : nil
  }
}

extension Card.CorrectionPart.Line {
  fileprivate init(_ applied: AppliedCorrection, for guild: Identifier) {
    let correction = applied.correction
    let key = Disclosure.rowKey(of: applied, for: guild)
    row = capitalised(words(correction.table)) + (key.map { ", row \($0)" } ?? "")
    act =
      switch correction.action {
      case .setAside: "set aside"
      case .amend(let column, let value):
        if column == "guild_id" {
          Identifier(value.bytes) == guild ? "counts for this guild" : "counts for another guild"
        } else if !Disclosure.shows(column) {
          "\(words(column)) amended"
        } else {
          "\(words(column)) counts as " + (value.bytes.isEmpty ? "missing" : visibleName(value.description))
        }
      }
    reason = sentence(correction.reason)
    decided = "Decided by \(visibleName(correction.decidedBy)) on \(dateText(correction.decidedOn))."
  }
}

extension Disclosure {
  /// A row's key, unless it names a broadcaster or another guild.
  fileprivate static func rowKey(of applied: AppliedCorrection, for guild: Identifier) -> String? {
    guard !applied.key.isEmpty, !applied.key.contains("broadcaster_id"),
      !applied.key.contains("guild_id") || applied.guilds == [guild]
    else { return nil }
    return visibleName(applied.correction.rowKey.description)
  }

  /// Whether a column's content may be told: who it was, and why somebody left, is nobody else's business.
  fileprivate static func shows(_ column: String) -> Bool { !["broadcaster_id", "leave_reason"].contains(column) }
}

/// How many rows of one table corrections are about, for the platform.
struct TableCorrections {
  let table: String
  var setAside = 0
  var amended = 0
  /// In the order of their ids.
  var guilds: [GuildRating] = []
}

extension RatingRecord {
  /// By table, in order.
  var correctionsByTable: [TableCorrections] {
    let byID = Dictionary(guilds.map { ($0.guildID, $0) }, uniquingKeysWith: { first, _ in first })
    return Dictionary(grouping: corrections, by: \.correction.table)
      .sorted { Identifier($0.key) < Identifier($1.key) }
      .map { table, corrections in
        func rows(_ isMeant: (Correction.Action) -> Bool) -> Int {
          Set(corrections.filter { isMeant($0.correction.action) }.map(\.correction.rowKey)).count
        }
        let concerned = Set(corrections.flatMap(\.guilds)).sorted()
        return TableCorrections(
          table: table, setAside: rows { $0 == .setAside }, amended: rows { $0 != .setAside },
          guilds: concerned.compactMap { byID[$0] })
      }
  }
}
