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

/// `on_time_rate` and `guild_initiated` as words: `guild initiated`.
func words(_ id: String) -> String { visible(id).replacing("_", with: " ") }
