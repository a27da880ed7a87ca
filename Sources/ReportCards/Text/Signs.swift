import RatingRecord

/// A number with its sign, which nothing has none: `+2.9`, `−0.5`, `0.0`.
func signed(_ value: Double, places: Int) -> String {
  let text = decimal(abs(value), places: places)
  return value == 0 ? text : (value < 0 ? "−" : "+") + text
}

/// Heights in eighths, 0…1, of a line of small bars: `▂▃·▅▆█`.
func blocks(_ heights: [Double?]) -> String {
  let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  return heights.map { $0.map { bars[min(7, max(0, Int($0 * 8)))] } ?? "·" }.joined()
}
