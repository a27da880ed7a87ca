/// A plugin that rates guilds on one subject: it reads tables, keeps a tally per guild, and yields measures.
///
/// A scorer is a struct whose stored properties are `@Setting`s and nothing else; Swift then derives `Decodable`, which is
/// how the host hands it a programme's settings. It declares everything once: the YAML keys, their validation, the
/// generated documentation and `guildmark scorers show` all follow from here.
///
/// It never sees files, threads, other guilds, the clock, or anything at or past the cutoff: rows dated there do not come,
/// and timestamps there come as missing.
public protocol Scorer: Decodable, Sendable {
  /// What one guild's rows have added up to.
  associatedtype Tally: Mergeable

  /// As written in a programme: `payout_fairness`.
  static var id: String { get }
  static var title: String { get }
  /// One line.
  static var summary: String { get }
  /// Raise it whenever the same rows and settings would give another tally or other estimates.
  static var version: Int { get }
  /// In the order they are shown. Ids are unique within the scorer. Empty where programmes declare them (`DeclaringScorer`).
  static var measures: [Measure] { get }
  /// The measures of this configured scorer: the same for all but a `DeclaringScorer`.
  var measures: [Measure] { get }
  /// The tables and columns it reads: the host hands it no others.
  static var reads: [TableUse] { get }
  /// Tests and documentation at once.
  static var examples: [Example] { get }

  /// With all settings at their defaults.
  init()

  /// Adds a batch of one table's rows to the guilds' tallies. Called from several threads at once, each with its own tallies.
  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>)

  /// The measures of one guild. A measure left out, or with a denominator of 0, is *no data*. Measures whose `needs` are not
  /// met are left out by the host, whatever is returned.
  func estimates(of tally: Tally, in window: Window) -> [Estimate]

  /// What whoever runs a month should know of all guilds' tallies together, in a sentence without an end; `nil`: nothing.
  func notice(of tallies: ContiguousArray<Tally>) -> String?
}

extension Scorer {
  public var measures: [Measure] { Self.measures }
  public func notice(of tallies: ContiguousArray<Tally>) -> String? { nil }
}

/// A scorer whose measures are the programme's to declare: it knows how to read them, and not which there are.
///
/// Its static `measures` are empty, and without any declared it measures nothing. Besides `@Setting`s it stores the declared
/// measures in a property `measures`, which its `CodingKeys` leave out.
public protocol DeclaringScorer: Scorer {
  /// The same scorer with these measures, in this order. Their ids are unique, at most 64 characters long and free of control
  /// characters.
  func declaring(_ measures: [Measure]) -> Self
  /// What each declared measure needs to be there.
  static var needs: [Measure.Need] { get }
  /// Which rows a declared measure counts.
  static var counting: Measure.Counting? { get }
}

extension DeclaringScorer {
  public static var counting: Measure.Counting? { nil }
}

/// Some rows, and what they must come to.
public struct Example: Sendable {
  /// What it shows: `A request never answered breaches its target`.
  public let title: String
  public let month: String
  /// How many months the window has.
  public let months: Int
  /// Settings other than the defaults, spelled as in a programme: `["grace": "2d"]`.
  public let settings: [String: String]
  /// Each table's rows as CSV. Columns that do not matter may be left out, even required ones: ids are then made up, all
  /// rows are one guild's, and texts, periods and currencies are filled in.
  public let tables: [String: String]
  /// What each measure comes to; `nil` is *no data*. Parts of a breakdown as `exit_reasons.pay`.
  public let expected: [String: Double?]

  public init(
    _ title: String, month: String = "2026-10", months: Int = 1, settings: [String: String] = [:],
    tables: [String: String], expected: [String: Double?]
  ) {
    self.title = title
    self.month = month
    self.months = months
    self.settings = settings
    self.tables = tables
    self.expected = expected
  }
}
