import RatingProgramme
import ScorerKit

/// What can go wrong between the tables and the record; each case is a sentence its reader can act on.
public enum EngineError: Error, Equatable, CustomStringConvertible {
  /// No such file or directory, or one that can't be opened or read.
  case noInput(path: String, reason: String)
  /// A file whose structure can't be read. Line and column count from 1, columns in bytes.
  case structure(Place, problem: String)
  /// A file whose bytes can't be had out of it: compressed data that are cut short or corrupted.
  case damaged(path: String, problem: String)
  /// More rows of a table are bad than the programme tolerates.
  case tooManyBadRows(table: String, bad: Int64, rows: Int64, tolerated: Int64, first: [BadRow])
  /// More rows of a table are bad than can be listed, whatever the programme tolerates.
  case endlessBadRows(table: String, more: Int)
  /// Two rows contradict each other, and nothing says which is right.
  case contradiction(String)
  /// Corrections that can't be applied: the first of them, and how many more there are.
  case corrections([CorrectionFault], more: Int)
  /// A table that nothing reads, and those that are read.
  case noSuchTable(String, known: [String])
  /// A guild that is not in the month, with the nearest one that is. `tables` are those looked at where nothing lists the guilds.
  case noSuchGuild(String, month: Month, near: String?, tables: [String])
  /// A measure that no scorer of the programme has, with the nearest one and all there are.
  case noSuchMeasure(String, near: String?, known: [String])
  /// A part that a breakdown does not have, with those it has and others it might.
  case noSuchPart(String, part: String, parts: [String], near: [String])
  /// Tallies that do not fit what is asked of them.
  case mismatch(file: String, differences: [String])
  /// A scorer's tally that can't be written.
  case unusableTally(String)
  /// A sum went past 128 bits.
  case overflow(scorer: String, guild: String)
  /// A scorer gave an estimate that is no number.
  case unusableEstimate(scorer: String, measure: String, guild: String)
  /// A scorer makes something else of all rows than of each.
  case notAdditive(String, guild: String)
  /// The figures behind an estimate can't be what it was made from, so that nothing can be said of how sure it is.
  case unusableEvidence(scorer: String, measure: String, guild: String)

  public var description: String {
    switch self {
    case .noInput(let path, let reason): return "\(printable(path)): \(reason)"
    case .structure(let place, let problem): return "\(place): \(problem)"
    case .damaged(let path, let problem): return "\(printable(path)): \(problem)"
    case .tooManyBadRows(let table, let bad, let rows, let tolerated, let first):
      let share = Double(tolerated) / 10_000
      let list = first.map { "  \($0)" }.joined(separator: "\n")
      return """
        \(table): \(bad) of \(rows) rows are bad, more than the \(share) % that data.tolerate allows; the first:
        \(list)
        """
    case .endlessBadRows(let table, let more):
      return
        "\(table): more than \(more) rows are bad; is this the right file? Cut off its first thousand rows and check those"
    case .contradiction(let sentence): return sentence
    case .corrections(let first, let more):
      return first.map(\.description).joined(separator: "\n")
        + (more > 0 ? "\n… and \(more) more that can't be applied" : "")
    case .noSuchTable(let name, let known):
      return "nothing reads a table \(printable(name)); there are \(known.joined(separator: ", "))"
    case .noSuchGuild(let name, let month, let near, let tables):
      let place =
        tables.isEmpty
        ? "" : "; \(tables.joined(separator: " and ")) \(tables.count == 1 ? "has" : "have") no row of it"
      return "no guild \(printable(name)) in \(month)\(place)" + (near.map { "; did you mean \(printable($0))?" } ?? "")
    case .noSuchMeasure(let name, let near, let known):
      let hint =
        near.map { "did you mean \(printable($0))?" } ?? "there are \(known.map(printable).joined(separator: ", "))"
      return "there is no measure \(printable(name)); \(hint)"
    case .noSuchPart(let name, let part, let parts, let near):
      let there = parts.isEmpty ? "it has none here" : "it has \(parts.map(printable).joined(separator: ", "))"
      let hint = nearestName(to: part, among: near).map { "did you mean \(printable($0))?" } ?? there
      return "there is nothing to count for \(printable(name)); \(hint)"
    case .mismatch(let file, let differences):
      return differences.count == 1
        ? "\(printable(file)): \(differences[0])"
        : "\(printable(file)) does not fit:\n" + differences.map { "  \($0)" }.joined(separator: "\n")
    case .unusableTally(let problem): return "a tally can't be written: \(problem); this is a fault of its scorer"
    case .overflow(let scorer, let guild):
      return "\(scorer): the sums of guild \(printable(guild)) go past 128 bits; look for absurd amounts in its rows"
    case .unusableEstimate(let scorer, let measure, let guild):
      return "\(scorer) gave no number for \(measure) of guild \(printable(guild)); this is a fault of the scorer"
    case .notAdditive(let measure, let guild):
      return
        "\(measure) of guild \(printable(guild)) is not what its rows add up to one by one; this is a fault of the scorer, whose tallies must merge to the same whatever the batches"
    case .unusableEvidence(let scorer, let measure, let guild):
      return
        "\(scorer): how sure \(measure) of guild \(printable(guild)) is can't be told from the figures behind it; look for absurd ones"
    }
  }
}

/// A place in a file. Line and column count from 1, columns in bytes.
public struct Place: Sendable, Equatable, Comparable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(printable(file)):\(line):\(column)" }
  public static func < (a: Place, b: Place) -> Bool { (a.file, a.line, a.column) < (b.file, b.line, b.column) }
}

/// A row set aside; or some, of which no more is known than how many they are.
public struct BadRow: Sendable, Equatable, CustomStringConvertible {
  public var table: String
  /// `nil` for rows that were found to be bad when their file was no longer at hand.
  public var place: Place?
  /// The same for all rows that are bad in the same way: `opened_at is not a time`.
  public var cause: String
  /// The field at fault, cut after 60 bytes; `nil` where the fault is not in one field.
  public var value: String?
  /// What would be right.
  public var expectation: String?
  public var rows: Int64 = 1
  /// Where it was not yet known which guilds there are: the guild it names, and whether it is bad whatever guild that is.
  var guild: Identifier?
  var isBadForAnyGuild = true

  public var description: String {
    var text = "\(place.map(\.description) ?? table): \(cause)"
    if let value, !value.isEmpty { text += ": \"\(printable(value))\"" }
    if rows > 1 { text += ", \(rows) rows" }
    if let expectation { text += "; expected \(expectation)" }
    return text
  }
}

/// Text from the data as messages show it: control characters, which could drive a terminal, as `\u{…}`, and cut after 120
/// characters.
public func printable(_ text: String) -> String {
  var shown = ""
  for (i, scalar) in text.unicodeScalars.enumerated() {
    if i == 120 { return shown + "…" }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      shown += "\\u{\(String(scalar.value, radix: 16))}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}
