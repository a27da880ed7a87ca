/// One accent and neutrals, light and dark. Every pair that carries text has a contrast of at least 4.5 to 1, tested.
struct Palette {
  /// The page.
  let paper: String
  /// Text.
  let ink: String
  /// Text that may wait, and marks that must be seen.
  let muted: String
  /// Thin rules.
  let rule: String
  /// Tracks and bands, behind marks.
  let band: String
  /// What is the guild's own: its score, its bars, its values; and links.
  let accent: String
  /// A panel behind something that needs an eye.
  let notice: String

  static let light = Palette(
    paper: "#ffffff", ink: "#1a1f27", muted: "#566070", rule: "#d8dde4", band: "#dfe4ea", accent: "#1d5a9e",
    notice: "#f3f5f8")
  static let dark = Palette(
    paper: "#14171c", ink: "#e9ecf0", muted: "#a7b0bd", rule: "#343b45", band: "#3b4450", accent: "#8fbcf2",
    notice: "#1e232a")

  var properties: String {
    "--paper:\(paper);--ink:\(ink);--muted:\(muted);--rule:\(rule);--band:\(band);--accent:\(accent);--notice:\(notice)"
  }
}
