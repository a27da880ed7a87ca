import RatingRecord

/// What a programme decides of every guild, in the order of guild_id bytes, kept small: there are thousands of them at a time.
struct Standings: Sendable, Equatable {
  /// In hundredths; `unscored` where the guild is not rated.
  let scores: [Int32]
  /// The last place of all where the guild is not rated.
  let ranks: [Int32]
  /// Places among the programme's tiers, and the one after them where the guild is not rated.
  let tiers: [UInt8]

  static let unscored = Int32.min

  /// - Parameters:
  ///   - scores: `nil`: not rated.
  ///   - tierCount: of the programme's tiers; at most 20 can be written.
  init(scores: [Hundredths?], ranks: [Int?], tiers: [Int?], tierCount: Int) {
    self.scores = scores.map { $0.map { Int32(clamping: $0) } ?? Standings.unscored }
    self.ranks = ranks.map { Int32(clamping: $0 ?? ranks.count) }
    self.tiers = tiers.map { UInt8(clamping: $0 ?? tierCount) }
  }

  func isRated(_ guild: Int) -> Bool { scores[guild] != Standings.unscored }
}
