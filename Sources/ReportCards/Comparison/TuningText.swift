import RatingRecord

/// What a save of a programme changes, for who is tuning it: in at most a screen.
///
/// - Parameters:
///   - last: from the last good save to this one.
///   - start: from the start of the session to this one; `nil` where that is the same.
///   - most: guilds that are named.
public func savedText(
  last: ProgrammeComparison.Month, start: ProgrammeComparison.Month? = nil, most: Int = 8, width: Int = 80, color: Bool
) -> String {
  let ink = Ink(color: color)
  let width = max(72, width)
  func lines(_ title: String, _ sentences: [String]) -> String {
    wrapped("\(title): " + sentences.joined(separator: " "), width, indent: 2) + "\n"
  }
  var text = lines("Since the last save", last.overview())
  if let start { text += lines("Since the start", start.overview()) }
  text += last.tierNote.map { wrapped($0, width) + "\n" } ?? ""
  text += distribution(last: last, start: start).text(width: width, color: color)
  let movers = last.movers([.down, .up, .becomesRated, .becomesUnrated])
  let named = movers.prefix(movers.count <= most + 1 ? movers.count : most)
  let columns = (
    passages: min(28, named.map { displayWidth($0.passage(in: last)) }.max() ?? 0),
    scores: named.map { displayWidth($0.scores) }.max() ?? 0
  )
  for guild in named { text += moverLine(guild, in: last, columns: columns, width: width, ink) + "\n" }
  if movers.count > named.count { text += "… and \(countText(movers.count - named.count)) more move\n" }
  return text
}

/// How many guilds each tier has now, and had.
private func distribution(last: ProgrammeComparison.Month, start: ProgrammeComparison.Month?) -> TerminalTable {
  var table = TerminalTable(["Tier", ">From"] + (start == nil ? [] : [">Start"]) + [">Last", ">Now"])
  let (before, now) = (last.migration.beforeTotals, last.migration.afterTotals)
  let first = start?.migration.beforeTotals
  // Unrated is the last of each, whatever the number of tiers.
  func count(_ totals: [Int], _ place: Int, isLast: Bool) -> String {
    if isLast { return totals.last.map(countText) ?? "–" }
    return place < totals.count - 1 ? countText(totals[place]) : "–"
  }
  for place in now.indices {
    let isLast = place == now.count - 1
    if isLast, now[place] == 0, before.last == 0, first?.last ?? 0 == 0 { continue }
    let tier = isLast ? nil : last.tiersAfter[place]
    table.append(
      [tier?.name ?? "unrated", tier.map { trimmed($0.from, places: 2) } ?? ""]
        + (first.map { [count($0, place, isLast: isLast)] } ?? [])
        + [count(before, place, isLast: isLast), countText(now[place])])
  }
  return table
}

/// `▼ G000123 Name   Gold → Silver  71.20 → 69.35`.
func moverLine(
  _ guild: ProgrammeComparison.Guild, in month: ProgrammeComparison.Month, columns: (passages: Int, scores: Int),
  width: Int, _ ink: Ink
) -> String {
  let names = width - columns.passages - columns.scores - 6
  let mark = guild.move == .down ? ink.notice(guild.move.mark) : ink.accent(guild.move.mark)
  return "\(mark) \(fitted(guild.title, names))  \(fitted(guild.passage(in: month), columns.passages))  "
    + fitted(guild.scores, columns.scores, right: true)
}
