import RatingEngine
import RatingLedger
import RatingRecord
import ScorerKit

/// What is said about a measure's rows, besides showing them.
struct TraceWords {
  private(set) var lines: [String] = []

  init(_ table: TraceTable, published: PublishedFigures?) {
    let trace = table.trace
    lines += trace.notices.map { "note: \($0)" }
    let name = "\(trace.choice.name) of \(printable(trace.guild.id.description)) in \(trace.month)"
    let counted = trace.rows.count { $0.countedAs.counts }
    lines.append("\(name): \(TraceWords.figures(trace)), from \(rows(counted))")
    if trace.totals.count > 1 {
      lines += trace.totals.map { total in
        "  \(printable(total.part ?? "")): \(countText(total.numerator ?? 0)) of \(countText(total.denominator))"
      }
    }
    let (others, bad) = (
      trace.rows.count { $0.countedAs == .notCounted }, trace.rows.count { $0.countedAs == .setAside }
    )
    let texts = [
      others > 0 ? "\(others) more \(others == 1 ? "does" : "do") not count" : nil,
      bad > 0 ? "\(bad) \(bad == 1 ? "is" : "are") set aside" : nil,
    ]
    if others + bad > 0 {
      let hint = table.rows.count > counted ? "" : "; --all shows them"
      lines.append("of the guild’s rows, \(texts.compactMap { $0 }.joined(separator: " and "))\(hint)")
    }
    switch table.identities {
    case .leftOut:
      lines += [
        "broadcasters’ ids are left out; --pseudonyms KEYFILE or --identities puts them in", TraceWords.leftOut,
      ]
    case .pseudonyms:
      lines += ["broadcasters’ ids are pseudonyms, the same wherever the same key makes them", TraceWords.leftOut]
    case .shown:
      lines.append(
        "broadcasters’ ids, why they left and other guilds’ ids are shown: keep these rows on the platform")
    }
    if let published { lines.append(TraceWords.comparison(trace, published)) }
  }

  private static let leftOut = "why broadcasters left and other guilds’ ids are left out; only --identities shows them"

  private static func figures(_ trace: MeasureTrace) -> String {
    let parts = [trace.numerator.map(plainNumber), trace.denominator.map { "of \(plainNumber($0))" }]
    let figures = parts.compactMap { $0 }.joined(separator: " ")
    if let reason = trace.noData { return "no data, \(printable(reason))" }
    let value = trace.totals.count == 1 ? trace.totals[0].value : nil
    return figures + (value.map { ", which is \($0.isFinite ? plainNumber($0) : "never")" } ?? "")
  }

  private static func comparison(_ trace: MeasureTrace, _ published: PublishedFigures) -> String {
    switch published {
    case .nothing: return "\(trace.month) is not in the ledger, so there is nothing to compare with"
    case .figures(let version, let figures):
      let own = trace.totals.map {
        PublishedFigure(part: $0.part ?? "", numerator: $0.numerator, denominator: $0.denominator)
      }
      if own.sorted(by: { $0.part.utf8.lexicographicallyPrecedes($1.part.utf8) }) == figures {
        return "that is what was published as version \(version) of \(trace.month)"
      }
      let texts = figures.map { "\($0.numerator.map(plainNumber) ?? "–") of \($0.denominator.map(plainNumber) ?? "–")" }
      return "version \(version) of \(trace.month) published something else: "
        + (texts.isEmpty ? "no data" : texts.joined(separator: "; "))
    }
  }
}

/// In full, without a fraction of nothing.
private func plainNumber(_ value: Double) -> String {
  let text = numberText(value)
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

private func rows(_ count: Int) -> String { counted(count, "row") }

/// What a ledger's last version of a month says of a measure.
enum PublishedFigures {
  case nothing
  /// One a part for a breakdown, else at most one.
  case figures(version: Int, [PublishedFigure])

  init(_ trace: MeasureTrace, in ledger: Ledger) throws {
    let name = MeasureName(scorer: trace.choice.scorer, measure: trace.choice.measure.id)
    guard let (entry, figures) = try ledger.figures(of: name, of: trace.guild.id, in: trace.month) else {
      self = .nothing
      return
    }
    self = .figures(
      version: entry.version, figures.filter { trace.choice.part == nil || $0.part == trace.choice.part })
  }
}
