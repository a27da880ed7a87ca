extension Programme {
  /// How a tier follows what the months earn, so that it does not jitter at a threshold.
  public struct Movement: Sendable, Equatable {
    /// How many months in a row must earn a better tier, and a worse one, this month included.
    public var promoteAfter = 1
    public var demoteAfter = 1
    /// Tiers a month; `nil`: any number.
    public var atMost: Int?
    /// By how much a score must be past a threshold to count, in hundredths of a point.
    public var cushion: Int64 = 0
    /// Months, that of the onboarding included, in which a new guild is not demoted.
    public var grace = 0
    /// By how much a threshold found by clustering may differ from last month's, in hundredths of a point; `nil`: any.
    public var thresholdStep: Int64?

    /// The most months that anything may look back on, this one included.
    public static let longest = 12
  }

  /// Whether a month's rating depends on what was published before.
  public var goesByHistory: Bool { movement != nil || incentives?.growth != nil }

  /// How a month becomes final.
  public struct Publication: Sendable, Equatable {
    /// Days after a provisional publication in which corrections may be asked for; `nil`: none.
    public var corrections: Int64?
    /// `nil`: nobody can appeal.
    public var appeals: Appeals?
  }

  /// How a rating is appealed against once it is final.
  public struct Appeals: Sendable, Equatable {
    /// Days after the publication in which an appeal may be opened.
    public var within: Int64
    /// Days after its opening in which an appeal is to be decided; `nil`: none are promised.
    public var decideWithin: Int64?
    /// Who decides, and where an appeal goes to, in words.
    public var to: String?

    public init(within: Int64, decideWithin: Int64? = nil, to: String? = nil) {
      self.within = within
      self.decideWithin = decideWithin
      self.to = to
    }
  }
}
