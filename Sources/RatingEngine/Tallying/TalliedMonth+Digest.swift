import RatingProgramme
import ScorerKit

extension TalliedMonth {
  /// `sha256:` and 64 hexadecimal digits, of all that a month's ratings rest on besides the programme's rules for them: its guilds,
  /// what their events come to for each scorer, adjustments, and how many rows counted.
  ///
  /// It depends on what the tables say, not on the order of their rows, on files, pieces or threads.
  ///
  /// - Throws: `EngineError.unusableTally` where a scorer's tally can't be written.
  /// - Complexity: O(tallies).
  public func digest() throws -> String {
    var encoder = CompactEncoder()
    do {
      try encoder.append(DigestedInputs(self))
      for fold in folds { try fold.encode(Array(guilds.indices), into: &encoder) }
      // A month without any has the digest it had before there were corrections.
      if !corrections.isEmpty { try encoder.append(corrections.map { $0.correction.rank.map(\.bytes) }) }
      // So has one without exemptions.
      for fold in exempt.folds { try fold.encode(Array(guilds.indices), into: &encoder) }
    } catch {
      throw EngineError.unusableTally("\(error)")
    }
    return "sha256:" + SHA256.hexadecimal(of: encoder.bytes)
  }
}

/// What is digested besides tallies. Texts are their bytes, as Unicode takes some for equal that are not the same.
private struct DigestedInputs: Encodable {
  let month: Int64
  let guilds: [DigestedGuild]
  let inputs: [DigestedInput]
  /// By table, in order: a column that is empty is not one that is absent.
  let columns: [String: [String]]

  struct DigestedGuild: Encodable {
    let id: [UInt8]
    let name: [UInt8]?
    /// Names and values, by name.
    let attributes: [[[UInt8]]]
    let onboardedOn: Int64?
    let adjustments: [DigestedAdjustment]
  }

  struct DigestedAdjustment: Encodable {
    let points: String
    let reason: [UInt8]
  }

  struct DigestedInput: Encodable {
    let table: String
    let rows: Int64?
    let badRows: [String: Int64]
  }

  init(_ tallied: TalliedMonth) {
    month = tallied.month.ordinal
    guilds = tallied.guilds.map { guild in
      DigestedGuild(
        id: guild.id.bytes, name: guild.name?.bytes,
        attributes: guild.attributes.sorted { $0.key < $1.key }.map { [Array($0.key.utf8), $0.value.bytes] },
        onboardedOn: guild.onboardedOn,
        adjustments: (tallied.adjustments.byGuild[guild.id] ?? []).map {
          DigestedAdjustment(points: String($0.points), reason: $0.reason.bytes)
        })
    }
    columns = tallied.presence.columns.mapValues { $0.sorted() }
    inputs = tallied.inputs.map { input in
      DigestedInput(
        table: input.table, rows: input.rows,
        badRows: Dictionary(input.badRows.map { ($0.cause, $0.count) }, uniquingKeysWith: +))
    }
  }
}
