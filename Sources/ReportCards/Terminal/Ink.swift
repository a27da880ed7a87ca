/// Colour on a terminal, where it helps and where it is wanted. Nothing is said by colour alone.
struct Ink {
  let color: Bool

  func bold(_ text: String) -> String { styled("1", text) }
  func faint(_ text: String) -> String { styled("2", text) }
  func accent(_ text: String) -> String { styled("34", text) }
  /// Something to look at.
  func notice(_ text: String) -> String { styled("33", text) }

  private func styled(_ code: String, _ text: String) -> String {
    color && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// A bar in eighths of a column, on a track: `██████▌·····`.
  func bar(_ share: Double, of columns: Int, track: Int? = nil) -> String {
    let track = track ?? columns
    let eighths = Int((min(1, max(0, share)) * Double(columns) * 8).rounded())
    var bar = String(repeating: "█", count: eighths / 8)
    if eighths % 8 > 0 { bar.append(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1]) }
    return accent(bar) + faint(String(repeating: "·", count: max(0, track - bar.count)))
      + String(repeating: " ", count: max(0, columns - max(track, bar.count)))
  }
}
