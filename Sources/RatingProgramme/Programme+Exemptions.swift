import ScorerKit

extension Programme {
  /// A declared disruption: for some days the rows of some tables count for nobody whom it covers.
  public struct Exemption: Sendable, Equatable {
    public var name: String
    /// The first and the last day, UTC, as days since 1970-01-01.
    public var days: ClosedRange<Int64>
    /// Values of the attribute `region`, and ids; where both are empty everyone is covered.
    public var regions: [String]
    public var guilds: [String]
    /// Of all scorers that read them; empty where scorers are named.
    public var tables: [String]
    /// Of all their tables that can be exempted.
    public var scorers: [String]
    public var reason: String

    /// The attribute of `guilds` that regions are values of.
    public static let regionAttribute = "region"

    /// Whether a row of such a table can be taken out. Memberships say who was there, and events are counted per month of
    /// them: without them there would be more of everything. Rows of a month are of no day.
    public static func canExempt(_ table: Table) -> Bool {
      let dated = table.datedBy.flatMap(table.column)?.type
      return table.name != Memberships.table.name && (dated == .time || dated == .day)
    }

    /// The tables of which a scorer does without rows.
    public func tables(of scorer: any Scorer.Type) -> [Table] {
      scorer.reads.map { $0.table }.filter { table in
        Exemption.canExempt(table) && (tables.contains(table.name) || scorers.contains(scorer.id))
      }
    }

    /// What of it a scorer's figures rest on; `nil` where they do not.
    public func basis(of scorer: any Scorer.Type) -> String? {
      let names = tables(of: scorer).map(\.name).sorted()
      guard !names.isEmpty else { return nil }
      func list(_ words: [String]) -> String { words.sorted().map(\.debugDescription).joined(separator: " ") }
      return
        "\(Calendar.text(ofDay: days.lowerBound)) to \(Calendar.text(ofDay: days.upperBound)) of \(names.joined(separator: " "))"
        + (regions.isEmpty ? "" : " in \(list(regions))") + (guilds.isEmpty ? "" : " for \(list(guilds))")
    }
  }
}
