/// Below an item of `exemptions`.
enum ExemptionKeys {
  static let most = 60
  static let exemptions = Branch(
    "exemptions",
    "Declared disruptions that nobody answers for: events of their days count for no one whom they cover.",
    .list(of: .section(all, [.oneOf([tables.name, scorers.name])]), 0...most))

  static let name = Key<String>(
    "name", "Its name, each once. It stands on the card.",
    .text("a name", atMost: 100, examples: "Payment provider outage"), isNeeded: true)
  static let from = Key<Int64>("from", "The first day, UTC.", .day, isNeeded: true)
  static let to = Key<Int64>("to", "The last day, UTC, which counts.", .day, isNeeded: true)
  static let regions = WordsKey(
    "regions", "Values of the column region of guilds that it covers; without any, and without guilds, everyone.",
    .text("a region", atMost: 1024), atLeast: 1, example: "[EMEA]")
  static let guilds = WordsKey(
    "guilds", "Ids of guilds that it covers, besides those of the regions.", .text("a guild’s id", atMost: 1024),
    atLeast: 1, example: "[G0007, G0012]")
  static let tables = WordsKey(
    "tables", "Tables whose rows are taken out, of all scorers that read them. Write these or `scorers`.",
    .text("a table", atMost: 100), atLeast: 1, example: "[payouts]")
  static let scorers = WordsKey(
    "scorers",
    "Scorers of the programme whose rows are taken out, of all tables that they read. Write these or `tables`.",
    .text("a scorer", atMost: 100), atLeast: 1, example: "[responsiveness]")
  static let reason = Key<String>(
    "reason", "A sentence for the card.", .text("a sentence", atMost: 500, examples: "The provider was down."),
    isNeeded: true)
  static let all: [any DeclaredKey] = [name, from, to, regions, guilds, tables, scorers, reason]
}
