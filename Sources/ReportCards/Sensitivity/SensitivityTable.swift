import RatingRecord

/// A sensitivity analysis for a terminal: what it comes to, which choices matter, whose tier hangs on them, and what becomes of the
/// month without each scorer and measure.
///
/// - Parameters:
///   - width: columns of the terminal; at least 72 are used.
///   - color: whether escape sequences may colour it. Those of the data never get through.
public func sensitivityTable(_ result: Sensitivity, width: Int = 80, color: Bool) -> String {
  SensitivityTable(story: SensitivityStory(result: result), width: max(72, width), ink: Ink(color: color)).text
}

private struct SensitivityTable {
  let story: SensitivityStory
  let width: Int
  let ink: Ink

  private var result: Sensitivity { story.result }
  private static let mostEffects = 15
  private static let mostGuilds = 15

  var text: String {
    [
      title, summary, effects, varied, omissions("Not varied", result.notVaried), guilds, removals,
      omissions("Not taken out", result.notRemoved),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func paragraph(_ text: String) -> String { wrapped(text, width) + "\n" }

  private var title: String {
    ink.bold(wrapped("\(visible(result.programme.name)) · \(result.month.title) · what the choices do", width)) + "\n"
  }

  private var summary: String {
    (story.noEvents.map { ink.notice(wrapped($0, width)) + "\n" } ?? "")
      + (story.summary + [story.unratedNote].compactMap(\.self)).map(paragraph).joined()
  }

  private func section(_ title: String, _ body: String) -> String { ink.bold(title) + "\n" + body }

  private var effects: String {
    let effects = story.effects.filter { $0.ranks != nil || $0.tiers != nil }
    guard !effects.isEmpty else { return "" }
    let hasBars = width >= 100
    var table = TerminalTable(
      [result.design.by == .choice ? "Choice" : "Kind", ">Alone", ">Likely", ">In all", ">Likely", ">Tiers"]
        + (hasBars ? ["0 … 100 %"] : []))
    for effect in effects.prefix(Self.mostEffects) {
      let bar = effect.ranks.map { Ink(color: false).bar($0.total.value, of: 10) } ?? ""
      table.append(
        [
          effect.name, effect.ranks.map { indexText($0.first.value) } ?? "–",
          effect.ranks?.first.interval.map(intervalFigures) ?? "–",
          effect.ranks.map { indexText($0.total.value) } ?? "–",
          effect.ranks?.total.interval.map(intervalFigures) ?? "–",
          effect.tiers.map { indexText($0.total.value) } ?? "–",
        ] + (hasBars ? [bar] : []))
    }
    let rest = effects.dropFirst(Self.mostEffects)
    let more = rest.first?.ranks.map { "… and \(rest.count) more, each at most \(indexText($0.total.value)) in all" }
    let words =
      "What share of how much ranks change goes with each: alone, and in all that it does together with others, each with where \(confidenceText(result.design.confidence)) of resamples lie; and in all, of how many tiers change."
    return section(
      "What matters",
      ink.faint(wrapped(words, width)) + "\n" + table.text(width: width, color: ink.color)
        + (more.map(paragraph) ?? "") + (story.caution.map { ink.notice(wrapped($0, width)) + "\n" } ?? ""))
  }

  private var varied: String {
    let lines = result.varied.map { wrapped("\(visible($0.name)): \(visible($0.range))", width, indent: 2) + "\n" }
    return section("What was varied", lines.joined())
  }

  private func omissions(_ title: String, _ omissions: [Sensitivity.Omission]) -> String {
    guard !omissions.isEmpty else { return "" }
    let lines = SensitivityStory.grouped(omissions).map { reason, names in
      wrapped("\(names.map { visible($0) }.joined(separator: ", ")): \(visible(reason))", width, indent: 2) + "\n"
    }
    return section(title, lines.joined())
  }

  private var guilds: String {
    let unsettled = story.unsettled
    guard let first = unsettled.first else {
      return result.overall.guilds > 0 ? section("Guilds", "No variant gives any guild another tier.\n") : ""
    }
    var table = TerminalTable([">Rank", "Guild", "Tier", ">Ranks", ">Other", "Tiers over the variants"])
    for guild in unsettled.prefix(Self.mostGuilds) {
      table.append([
        guild.rank.map(countText) ?? "–", guild.idAndName, guild.tier.map { visible($0) } ?? "–", guild.ranks.text,
        percents(guild.flips), story.tiers(of: guild),
      ])
    }
    let rest = unsettled.count - Self.mostGuilds
    let words =
      "Ranks of the middle \(confidenceText(1 - 2 * result.design.tail)) of the variants, and the share of variants that give another tier."
    return section(
      first.flips < 0.995 ? "Guilds whose tier hangs most on the choices" : "Guilds",
      ink.faint(wrapped(words, width)) + "\n" + table.text(width: width, color: ink.color)
        + (rest > 0 ? paragraph("… and \(countText(rest)) more; --format csv has every guild") : ""))
  }

  private var removals: String {
    guard !result.removals.isEmpty else { return "" }
    var table = TerminalTable(["Without", ">Places", ">Up", ">Down", ">Alike", "Furthest"])
    for removal in result.removals {
      table.append([
        removal.name, decimal(removal.rankChange, places: 1), countText(removal.up), countText(removal.down),
        removal.correlation.map { decimal($0, places: 3) } ?? "–",
        removal.largest.map {
          "\(width < 100 ? visibleName($0.guildID.description) : $0.guild) \(countText($0.from))→\(countText($0.to))"
        } ?? "–",
      ])
    }
    let words =
      "Each taken out, its weight given to the others: how many places ranks move on average, how many tiers rise and fall, how alike both orders are (Spearman), and who moves furthest."
    return section("Without each", ink.faint(wrapped(words, width)) + "\n" + table.text(width: width, color: ink.color))
  }
}
