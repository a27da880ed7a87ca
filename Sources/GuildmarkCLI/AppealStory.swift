import RatingLedger
import RatingRecord
import ReportCards

/// All that there is to say of one appeal.
struct AppealStory {
  let appeal: Appeal
  /// What the version said that it is against, and the revision it led to.
  let before: GuildFigures?
  let after: GuildFigures?

  /// How many rows and corrections people are shown.
  private static let most = 20

  func text(width: Int, color: Bool) -> String {
    let against = "\(appeal.against.month), version \(appeal.against.version)"
    var sections = [
      [
        bold("\(appeal.id) · \(visibleName(appeal.guild.description)) · \(appeal.state.inWords)", color),
        "Against \(against)", "  \(appeal.against.digest)",
      ] + (appeal.decideBy.map { ["To be decided by \($0)"] } ?? [])
    ]
    sections.append([bold("Grounds", color)] + appeal.measures.map { "  " + visible($0.spelled) } + rows)
    sections.append([bold("What version \(appeal.against.version) said", color)] + lines(before, width))
    sections.append(event(appeal.opened, "Opened", by: nil, width, color))
    if let decision = appeal.decision {
      let late = appeal.daysLate().map { ", late by \(counted(Int($0), "day"))" } ?? ""
      let words = "Decided\(late): \(appeal.state.inWords)"
      sections.append(event(decision.event, words, by: decision.decidedBy, width, color) + corrections(decision, width))
    }
    if let event = appeal.withdrawn { sections.append(self.event(event, "Withdrawn", by: nil, width, color)) }
    if let revision = appeal.revision {
      sections.append(
        [bold("Revision: \(revision.month), version \(revision.version)", color), "  \(revision.digest)"]
          + lines(after, width))
    }
    return sections.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private func bold(_ text: String, _ color: Bool) -> String { color ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private var rows: [String] {
    let shown = appeal.rows.prefix(AppealStory.most).map { "  " + visible("\($0.table):\($0.key)", limit: 76) }
    let more = appeal.rows.count - shown.count
    return shown + (more > 0 ? ["  and \(counted(more, "other row"))"] : [])
  }

  private func event(
    _ event: AppealEvent, _ words: String, by whom: String?, _ width: Int, _ color: Bool
  ) -> [String] {
    [bold("\(words) on \(event.on)", color)]
      + (whom.map { ["  " + wrapped("by \(visible($0))", width - 2, indent: 2)] } ?? [])
      + ["  " + wrapped(visible(event.reason, limit: AppealTexts.reason), width - 2, indent: 2), "  \(event.digest)"]
  }

  private func corrections(_ decision: Appeal.Decision, _ width: Int) -> [String] {
    let shown = decision.corrections.prefix(AppealStory.most).map { correction in
      let what =
        switch correction.action {
        case .setAside: "set aside"
        case .amend(let column, let value): "\(column) becomes \(value.bytes.isEmpty ? "empty" : value.description)"
        }
      return "  " + wrapped(visible("\(correction.table):\(correction.rowKey): \(what)"), width - 2, indent: 4)
    }
    let more = decision.corrections.count - shown.count
    return shown + (more > 0 ? ["  and \(counted(more, "other correction"))"] : [])
  }

  private func lines(_ figures: GuildFigures?, _ width: Int) -> [String] {
    guard let figures else { return ["  nothing of this guild"] }
    let (rating, former) = (figures.rating, figures == before ? nil : before?.rating)
    func fact(_ name: String, _ now: String, _ before: String?) -> String {
      "  \(name): \(now)" + (before.map { $0 == now ? ", as before" : ", before \($0)" } ?? "")
    }
    func score(_ rating: FormerFigures) -> String { rating.score.map { decimal($0, places: 2) } ?? "unrated" }
    func tier(_ rating: FormerFigures) -> String { visible(rating.tier ?? "none") }
    func rank(_ rating: FormerFigures) -> String { rating.rank.map(String.init) ?? "none" }
    var lines = [
      fact("score", score(rating), former.map(score)), fact("tier", tier(rating), former.map(tier)),
      fact("rank", rank(rating), former.map(rank)),
    ]
    if let granted = rating.granted {
      lines.append(
        fact(
          "incentives", decimal(granted, places: 2),
          former.map { $0.granted.map { decimal($0, places: 2) } ?? "none" }))
    }
    return lines
      + appeal.measures.map { name in
        let now = figures.measures.first { $0.name == name }.map(text) ?? "no data"
        let then = former == nil ? nil : before?.measures.first { $0.name == name }.map(text) ?? "no data"
        return "  " + wrapped(String(fact(visible(name.spelled), now, then).dropFirst(2)), width - 2, indent: 2)
      }
  }

  private func text(_ measured: GuildFigures.Measured) -> String {
    let value = measured.value.isFinite ? numberText(measured.value) : "never"
    guard let denominator = measured.denominator else { return value }
    return value + " (\(measured.numerator.map { "\(countText($0)) of " } ?? "over ")\(countText(denominator)))"
  }

  var json: JSON {
    .object([
      ("schema", .string("guildmark/appeal/1")), ("appeal", appeal.json(on: nil)),
      ("said", .optional(before, json)), ("revised", .optional(after, json)),
    ])
  }

  private func json(_ figures: GuildFigures) -> JSON {
    .object([
      ("version", .count(figures.version)), ("score", .optional(figures.rating.score)),
      ("tier", .optional(figures.rating.tier)), ("rank", .optional(figures.rating.rank.map(Int64.init))),
      ("granted", .optional(figures.rating.granted)),
      (
        "measures",
        .array(
          figures.measures.map {
            .object([
              ("measure", .string($0.name.spelled)), ("value", $0.value.isFinite ? .number($0.value) : .null),
              ("never", .bool(!$0.value.isFinite)), ("numerator", .optional($0.numerator)),
              ("denominator", .optional($0.denominator)),
            ])
          })
      ),
    ])
  }
}
