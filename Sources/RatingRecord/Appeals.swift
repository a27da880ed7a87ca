/// How a published rating is appealed against.
public struct AppealRules: Sendable, Hashable {
  /// Days after a final publication in which an appeal may be opened.
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

/// What a guild was told before a revision; every figure is `nil` where there was none.
public struct FormerFigures: Sendable, Equatable {
  public var score: Double?
  public var rank: Int?
  public var tier: String?
  /// Of incentives, in units of the programme's currency.
  public var granted: Double?

  public init(score: Double? = nil, rank: Int? = nil, tier: String? = nil, granted: Double? = nil) {
    self.score = score
    self.rank = rank
    self.tier = tier
    self.granted = granted
  }
}

/// What became of appeals, in numbers.
///
/// It stands beside a record and never in it: an appeal that is opened changes no byte of what was published.
public struct AppealsSummary: Sendable, Equatable {
  /// About the month itself.
  public var month: Counts
  /// About the twelve months that end with it.
  public var year: Counts

  public struct Counts: Sendable, Equatable {
    public var upheld = 0
    public var partly = 0
    public var rejected = 0
    public var withdrawn = 0
    /// Neither decided nor withdrawn.
    public var open = 0
    /// Decided after the last day for it.
    public var late = 0
    /// From opening to decision, of those decided, in any order.
    public var days: [Int64] = []

    public var opened: Int { upheld + partly + rejected + withdrawn + open }

    public init() {}

    /// `nil` where none is decided.
    public var medianDays: Double? {
      guard !days.isEmpty else { return nil }
      let sorted = days.sorted()
      let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
      return Double(low + high) / 2
    }
  }

  public init(month: Counts = Counts(), year: Counts = Counts()) {
    self.month = month
    self.year = year
  }
}

extension AppealRules {
  var json: JSON {
    .object([
      ("within_days", .integer(within)), ("decide_within_days", .optional(decideWithin)), ("to", .optional(to)),
    ])
  }
}

extension FormerFigures {
  public var json: JSON {
    .object([
      ("score", .optional(score)), ("rank", .optional(rank.map(Int64.init))), ("tier", .optional(tier)),
      ("granted", .optional(granted)),
    ])
  }
}
