import ScorerKit

/// Tables that the host reads for itself.
enum Guilds {
  static let table = Table(
    "guilds", key: ["guild_id"], datedBy: nil,
    columns: [
      .id("guild_id"), .text("name"),
      ColumnDefinition("onboarded_on", .day, isRequired: false),
      ColumnDefinition("closed_on", .day, isRequired: false),
    ])
}

enum FxRates {
  static let table = Table(
    "fx_rates", key: ["month", "currency"], datedBy: nil,
    columns: [
      ColumnDefinition("month", .month, isRequired: true),
      ColumnDefinition("currency", .text, isRequired: true),
      ColumnDefinition("rate", .text, isRequired: true),
    ])
}

enum Adjustments {
  static let table = Table(
    "adjustments", key: ["guild_id", "month", "reason"], datedBy: "month",
    columns: [
      .id("guild_id"),
      ColumnDefinition("month", .month, isRequired: true),
      ColumnDefinition("points", .text, isRequired: true),
      ColumnDefinition("reason", .text, isRequired: true),
    ])
}
