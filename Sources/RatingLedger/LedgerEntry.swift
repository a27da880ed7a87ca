import RatingProgramme
import RatingRecord
import ScorerKit

/// A line of the ledger: one version of a month.
public struct LedgerEntry: Sendable, Equatable {
  /// Counts from 1 over the whole ledger.
  public var number: Int64
  public var month: Month
  public var version: Int
  public var status: Status
  public var on: Day
  /// The last day on which corrections may be asked for.
  public var correctionsUntil: Day?
  public var tool: Tool
  public var programme: Programme
  public var guilds: Int
  public var rated: Int
  /// Rated guilds that have a better, and a worse, tier than in the ledger's month before.
  public var movedUp: Int
  public var movedDown: Int
  /// Of incentives, in units of the programme's currency; `nil` where it grants none.
  public var granted: Double?
  /// Of what the inputs add up to; `nil` where nobody said.
  public var inputsDigest: String?
  /// Of the bytes of `ratings.json`. All digests are `sha256:` and 64 hexadecimal digits.
  public var documentDigest: String
  /// Of all rows about the month, in all tables.
  public var rowsDigest: String
  /// The digest of the entry before; `nil` for the first.
  public var previous: String?
  /// How it is appealed against; `nil`: not at all.
  public var appealRules: AppealRules?
  /// The last day on which appeals may be opened, of a final version that has such rules.
  public var appealsUntil: Day?
  /// Of a revision: the version that it takes the place of, and the numbers of the appeals that led to it.
  public var revises: Int?
  public var appeals: [Int] = []
  /// The digest of the last event of appeals when it was published; `nil` where there was none.
  public var appealEvent: String?
  /// Of this entry, those digests included: whoever knows it knows all the ledger said up to here.
  public var digest: String

  public struct Programme: Sendable, Equatable {
    public var name: String
    public var version: Int64
    public var digest: String
    /// Of the file's bytes; `nil` where there was none.
    public var sourceDigest: String?
    public var currency: String
    /// What scores lie on.
    public var scale = ProgrammeSummary.Scale(from: 0, to: 100)
  }

  /// As the record carries it.
  public var publication: Publication {
    Publication(
      version: version, on: on.description, correctionsUntil: correctionsUntil?.description, previous: previous,
      inputs: inputsDigest, appealsUntil: appealsUntil?.description, revises: revises,
      appeals: appeals.map(appealID))
  }

  /// What the digest is of: every fact of the entry, a line each.
  var canonicalText: String {
    var lines = ["guildmark/ledger/1"]
    func add(_ key: String, _ value: (some CustomStringConvertible)?) {
      lines.append("\(key) \(value.map(\.description) ?? "none")")
    }
    add("number", number)
    add("month", month)
    add("version", version)
    add("status", status.rawValue)
    add("on", on)
    add("corrections_until", correctionsUntil)
    add("tool", "\(tool.name.debugDescription) \(tool.version.debugDescription)")
    add("programme", programme.digest)
    add("programme_source", programme.sourceDigest)
    add("guilds", guilds)
    add("rated", rated)
    add("moved_up", movedUp)
    add("moved_down", movedDown)
    add("granted", granted.map(numberText))
    add("inputs", inputsDigest)
    add("document", documentDigest)
    add("rows", rowsDigest)
    add("previous", previous)
    // Entries from before there were appeals have no such lines.
    if let appealRules {
      add("appeals_days", appealRules.within)
      add("decide_days", appealRules.decideWithin)
      add("appeals_to", appealRules.to?.debugDescription)
    }
    if let appealsUntil { add("appeals_until", appealsUntil) }
    if let revises { add("revises", revises) }
    for appeal in appeals { add("appeal", appeal) }
    if let appealEvent { add("appeal_event", appealEvent) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Whether it stands right behind that one; behind none, whether it is the first.
  func follows(_ entry: LedgerEntry?) -> Bool {
    number == (entry?.number ?? 0) + 1 && previous == entry?.digest
  }

  var reckonedDigest: String { digestText(of: Array(canonicalText.utf8)) }
}

/// `sha256:` and 64 hexadecimal digits.
func digestText(of bytes: [UInt8]) -> String { bytes.withUnsafeBytes { digestText(of: $0) } }

func digestText(of bytes: UnsafeRawBufferPointer) -> String {
  let sha = SHA256()
  sha.update(bytes)
  return "sha256:" + sha.hexadecimal()
}
