import RatingRecord
import ScorerKit

extension Card {
  /// Rows that declared disruptions took out, and what the measures would be with them.
  struct ExemptionPart: Equatable {
    var lines: [Line]
    /// A sentence a measure.
    var effects: [String]

    struct Line: Equatable {
      /// `14 rows of requests, opened from 3 October 2026 to 5 October 2026, do not count`
      var what: String
      /// `Payment provider outage. The provider was down.`
      var why: String
    }
  }
}

extension Card.ExemptionPart {
  /// `nil` where none took out any row of the guild's.
  init?(of guild: GuildRating, in record: RatingRecord) {
    guard let exempt = guild.exemptions else { return nil }
    lines = exempt.rows.compactMap { rows in
      record.exemptions.first { $0.name == rows.exemption }.map { Line(rows, of: $0) }
    }
    effects = exempt.measures.compactMap { effect in
      let result = guild.scorers.first { $0.id == effect.scorer }?.measures.first { $0.id == effect.measure }
      guard let summary = record.summary(of: effect.scorer, effect.measure),
        result.map({ !Disclosure.withholds($0, of: guild) }) ?? true
      else { return nil }
      func said(_ value: Double?, _ denominator: Double?) -> String {
        value.map { valueText($0, summary.unit) } ?? (denominator == nil ? "without data" : "never reached")
      }
      let (own, other) = (
        said(effect.value, effect.denominator), said(effect.valueWithThem, effect.denominatorWithThem)
      )
      let title = visible(summary.title)
      return own == other ? nil : "With these rows, \(title) would be \(other) instead of \(own)."
    }
  }
}

extension Card.ExemptionPart.Line {
  fileprivate init(_ rows: GuildExemptions.Rows, of exemption: AppliedExemption) {
    let verb = ["requests": "opened", "payouts": "due", "complaints": "filed"][rows.table] ?? "dated"
    let days =
      exemption.from == exemption.to
      ? "on \(dateText(exemption.from))" : "from \(dateText(exemption.from)) to \(dateText(exemption.to))"
    let verbForm = rows.rows == 1 ? "does" : "do"
    what = "\(counted(rows.rows, "row")) of \(words(rows.table)), \(verb) \(days), \(verbForm) not count"
    why = "\(sentence(exemption.name)) \(sentence(exemption.reason))"
  }
}
