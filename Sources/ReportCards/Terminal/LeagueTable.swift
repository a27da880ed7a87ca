import RatingRecord

/// The month's league table for a terminal: a guild a line, with a bar, and below it what needs a decision.
///
/// - Parameters:
///   - width: columns of the terminal; at least 72 are used.
///   - color: whether escape sequences may colour it. Those of the data never get through.
public func leagueTable(_ record: RatingRecord, width: Int = 80, color: Bool) -> String {
  LeagueTable(record: record, width: max(72, width), ink: Ink(color: color)).text
}

private struct LeagueTable {
  let record: RatingRecord
  let width: Int
  let ink: Ink

  var text: String {
    let ranked = record.ranked
    let sections = [
      title + publication, header + ranked.map(line).joined(), distribution, moves, listed("Movement", record.moves),
      listed("Needs a decision", record.decisions), coverage,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var tierColumns: Int {
    min(16, max(4, record.programme.tiers.map { displayWidth(visible($0.name)) }.max() ?? 4))
  }
  private var rankColumns: Int { max(4, String(record.guilds.count).count) }
  private let scoreColumns = 9
  /// Of the intervals, where any guild has one, and of the gap before them.
  private let rangeColumns: Int
  private var barColumns: Int { width >= 100 ? 20 : rangeColumns > 0 ? 6 : 10 }
  /// Of the moves since the month before, where any is known, and of the gap before them.
  private let moveColumns: Int
  private var flexible: Int {
    width - rankColumns - tierColumns - moveColumns - scoreColumns - rangeColumns - barColumns - 10
  }
  private var namesGates: Bool { width >= 100 }
  /// What the notes take, and no more than is fair: ids and names have the rest.
  private var noteColumns: Int
  private var nameColumns: Int { flexible - noteColumns }

  init(record: RatingRecord, width: Int, ink: Ink) {
    (self.record, self.width, self.ink) = (record, width, ink)
    let ranges = record.guilds.compactMap { record.rangeText(of: $0).map(displayWidth) }.max()
    rangeColumns = ranges.map { max($0, displayWidth(LeagueTable.rangeTitle)) + 2 } ?? 0
    moveColumns = record.hasMoves ? displayWidth(LeagueTable.moveTitle) + 2 : 0
    noteColumns = 0
    let namesGates = namesGates
    let notes = record.guilds.map { displayWidth($0.notes(namingGates: namesGates).joined(separator: ", ")) }.max() ?? 0
    let names = record.guilds.map { displayWidth($0.idAndName) }.max() ?? 0
    let fewest = min(max(11, notes), max(rangeColumns > 0 ? 15 : 17, flexible * 2 / 5))
    noteColumns = max(fewest, min(notes, flexible - names))
  }

  private static let rangeTitle = "Likely"
  private static let moveTitle = "Move"

  private var publication: String { record.publicationText.map { ink.faint(wrapped($0, width)) + "\n" } ?? "" }

  private var title: String {
    let text =
      "\(visible(record.programme.name)) · \(record.month.title) · \(counted(Int64(record.guilds.count), "guild"))"
    return ink.bold(wrapped(text, width)) + "\n"
  }

  private var header: String {
    let scale = record.programme.scale
    let cells = [
      fitted("Rank", rankColumns, right: true), fitted("Guild", nameColumns),
      fitted("Tier", tierColumns) + move(LeagueTable.moveTitle),
      fitted("Score/\(scale.toText)", scoreColumns, right: true) + range(LeagueTable.rangeTitle),
      fitted(barTitle, barColumns), "Notes",
    ]
    return ink.bold(cells.joined(separator: "  ")) + "\n"
  }

  /// The scale's ends where there is room for them.
  private var barTitle: String {
    let scale = record.programme.scale
    let ends = "\(scale.fromText) … \(scale.toText)"
    return displayWidth(ends) <= barColumns ? ends : "\(scale.fromText)…\(scale.toText)"
  }

  /// A cell of the column of intervals with the gap before it; nothing without that column.
  private func range(_ text: String) -> String {
    rangeColumns > 0 ? "  " + fitted(text, rangeColumns - 2) : ""
  }

  /// A cell of the column of moves with the gap before it; nothing without that column.
  private func move(_ text: String) -> String { moveColumns > 0 ? "  " + fitted(text, moveColumns - 2) : "" }

  private func line(_ guild: GuildRating) -> String {
    let score = guild.score.map { record.text(ofScore: $0) } ?? "–"
    // A second decimal hangs out to the right, so that the points stay under each other.
    let aligned = score.contains(".") && score.split(separator: ".")[1].count == 1 ? score + " " : score
    let bar =
      guild.score.map { ink.bar(record.programme.scale.place(of: $0), of: barColumns) }
      ?? String(repeating: " ", count: barColumns)
    let notes = fitted(whole(guild.notes(namingGates: namesGates)), noteColumns)
    let cells = [
      fitted(guild.rank.map(String.init) ?? "–", rankColumns, right: true), fitted(guild.idAndName, nameColumns),
      fitted(guild.tier.map { visible($0) } ?? "–", tierColumns) + move(record.move(of: guild)?.rawValue ?? "–"),
      fitted(aligned, scoreColumns, right: true) + range(record.rangeText(of: guild) ?? ""), bar,
    ]
    let trailing = String(notes.reversed().drop { $0 == " " }.reversed())
    return trimmingEnd(cells.joined(separator: "  ") + "  " + ink.notice(trailing)) + "\n"
  }

  /// As many notes as fit, none cut: `gate, +2`.
  private func whole(_ notes: [String]) -> String {
    for kept in stride(from: notes.count, to: 0, by: -1) {
      let left = notes.count - kept
      let text = (notes.prefix(kept) + (left > 0 ? ["+\(left)"] : [])).joined(separator: ", ")
      if displayWidth(text) <= noteColumns { return text }
    }
    return notes.first ?? ""
  }

  private func trimmingEnd(_ line: String) -> String { String(line.reversed().drop { $0 == " " }.reversed()) }

  private var distribution: String {
    wrapped(record.distribution.map { "\($0.tier) \($0.guilds)" }.joined(separator: " · "), width) + "\n"
  }

  /// How many moved which way, which says what the column's marks mean, and how many scores changed.
  private var moves: String {
    guard record.hasMoves else { return "" }
    let moves = record.guilds.compactMap(record.move)
    let words: [(Move, String)] = [(.up, "▲ up"), (.down, "▼ down"), (.same, "= same"), (.new, "new")]
    let counts = words.map { move, word in "\(word) \(countText(moves.count { $0 == move }))" }
    let changed = record.changed.map {
      "; scores improved \(countText($0.improved)), declined \(countText($0.declined))"
    }
    return wrapped("Tiers since last rated: \(counts.joined(separator: " · "))\(changed ?? "")", width) + "\n"
  }

  private func listed(_ title: String, _ findings: [Finding]) -> String {
    let lines = findings.map { finding in
      let named = finding.guilds.count <= 10 ? finding.guilds.count : 8
      let more = finding.guilds.count - named
      let names =
        finding.guilds.prefix(named).map { entry in
          entry.guild.idAndName + (entry.detail.map { " (\($0))" } ?? "")
        }
        + (more > 0 ? ["and \(decimal(Double(more), places: 0)) more"] : [])
      let reason = finding.reason.map { ". " + $0 } ?? ""
      return wrapped("\(finding.title): \(names.joined(separator: ", "))\(reason)", width, indent: 2)
    }
    return lines.isEmpty ? "" : ink.bold(title) + "\n" + lines.joined(separator: "\n") + "\n"
  }

  private var coverage: String {
    let lines = record.coverage.compactMap { scorer in
      scorer.noData.map { wrapped("\(visible(scorer.title)): \(visible($0))", width, indent: 2) }
    }
    return lines.isEmpty ? "" : ink.bold("No data") + "\n" + lines.joined(separator: "\n") + "\n"
  }
}
