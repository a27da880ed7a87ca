/// A named quantity a scorer yields for each guild.
public struct Measure: Sendable, Equatable {
  public let id: String
  /// As a heading. A setting's name stands for its value: `Answered within {first_response_target}`.
  public let title: String
  public let unit: Unit
  public let direction: Direction
  public let kind: Kind
  public let role: Role
  /// What must be there for it to be measured: without the table or column there is no measure, rather than a zero.
  public let needs: [Need]
  /// Which rows it counts, and as what, in words; `nil`: nobody has said.
  public let counting: Counting?
  /// What a change to it is, in countable words. `{change}` stands for the number of events or the amount, `{numerator}`,
  /// `{denominator}`, `{now}` and `{after}` for those figures, and a setting's name for its value:
  /// `answer {change} more of {denominator} requests within {first_response_target}`.
  /// `{change:money}` and the like write a figure as an amount of the programme's currency.
  public let act: String
  /// What a guild does to improve it: a short paragraph for the report card.
  public let playbook: String

  public enum Direction: String, Sendable, Codable, CaseIterable { case higher, lower }

  /// How a measure comes about, which decides how it is explained and, later, how sure it is.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case proportion, rate, ratio, mean, quantile, survival, dispersion, breakdown
  }

  /// What a value's number means, and how a programme spells it.
  public enum Unit: String, Sendable, Codable, CaseIterable {
    /// A share, 0…1; spelled `90%` or `0.9`.
    case share
    /// Hours; spelled as a duration, `8h`.
    case hours
    /// Days; spelled as a duration, `3d`.
    case days
    /// Events a broadcaster-month; spelled `5%` or `0.05`.
    case perMonth = "per_month"
    /// Events a thousand broadcaster-months; spelled as a number.
    case perThousand = "per_thousand"
    /// A number without a unit; spelled as one.
    case number
  }

  public enum Role: Sendable, Equatable {
    /// Counts, with this weight among the scorer's measures and this curve unless the programme says otherwise.
    case scored(weight: Double, CurveRule)
    /// Stands on the card and counts for nothing.
    case shown
  }

  public enum Need: Sendable, Equatable {
    case table(String)
    case column(table: String, name: String)
  }

  /// Two clauses about one row, of which the rule is composed that made it count as it did: `OF; and WHEN`, `OF; but not: WHEN`,
  /// `not: OF`. So each is a statement that is true or false of a row, without a capital or a full stop.
  ///
  /// A setting's name in braces stands for its value, `{window}` for the months looked at and `{month}` for the last of them:
  /// `opened_at + {first_response_target} lies in {window}`.
  public struct Counting: Sendable, Equatable {
    /// What is true of the rows that the denominator, or whatever else the measure rests on, is made of.
    public let of: String
    /// What is true of those that add to the numerator, are events, or have a value; `nil` where all are counted alike.
    public let when: String?

    public init(of: String, when: String? = nil) {
      self.of = of
      self.when = when
    }
  }

  public init(
    _ id: String, _ title: String, unit: Unit, _ direction: Direction, _ kind: Kind, _ role: Role, needs: [Need],
    counting: Counting? = nil, act: String = "", playbook: String = ""
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.direction = direction
    self.kind = kind
    self.role = role
    self.needs = needs
    self.counting = counting
    self.act = act
    self.playbook = playbook
  }

  public var isScored: Bool { if case .scored = role { true } else { false } }
}

extension Column {
  /// That the file has this column.
  public var need: Measure.Need { .column(table: table, name: name) }
}

extension Table {
  /// That the table is there.
  public var need: Measure.Need { .table(name) }
}
