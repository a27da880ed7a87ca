import RatingRecord

/// Something that is to be said of several guilds at once: `12 guilds lowered to Bronze by the gate “payout arrears”`.
struct Finding {
  /// `lowered to Bronze by the gate “payout arrears”`, `provisional`, `promoted`.
  let matter: String
  /// Why, as a sentence.
  let reason: String?
  /// By rank.
  var guilds: [Entry]

  struct Entry {
    let guild: GuildRating
    /// What is the guild's alone: `Gold 52 %, Silver 45 %`.
    let detail: String?
  }

  /// With how many: `12 guilds lowered to …`.
  var title: String { "\(counted(Int64(guilds.count), "guild")) \(matter)" }
}
