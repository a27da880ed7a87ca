import RatingRecord
import ScorerKit

/// A window in words: `October 2026`, `August to October 2026`.
func periodText(_ window: WindowSummary) -> String {
  guard window.from.hasSuffix("-01"), window.to.hasSuffix("-01"), let first = Month(String(window.from.prefix(7))),
    let last = Month(String(window.to.prefix(7)))?.adding(-1), first <= last
  else { return visible("\(window.from) up to \(window.to)") }
  if first == last { return last.title }
  let from = first.year == last.year ? String(first.title.prefix { $0 != " " }) : first.title
  return "\(from) to \(last.title)"
}

/// A date in words: `3 November 2026` of `2026-11-03`.
func dateText(_ date: String) -> String {
  let parts = date.split(separator: "-")
  guard parts.count == 3, let month = Month(String(date.prefix(7))), let day = Int(parts[2]) else {
    return visible(date)
  }
  return "\(day)\u{A0}\(month.title)"
}

/// `on_time_rate` and `guild_initiated` as words: `guild initiated`.
func words(_ id: String) -> String { visible(id).replacing("_", with: " ") }
