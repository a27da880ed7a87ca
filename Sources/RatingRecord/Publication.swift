import ScorerKit

/// How far a month has come.
public enum Status: String, Sendable, CaseIterable {
  /// Rated, and in no ledger.
  case draft
  /// Published for guilds to look at; corrections may still change it.
  case provisional
  /// Published for good.
  case final
}

/// The place a month's result has in its ledger.
public struct Publication: Sendable, Equatable {
  /// Counts from 1 within its month: a provisional result that is replaced stays in the ledger under its own.
  public var version: Int
  /// The day it was published: `2026-11-03`.
  public var on: String
  /// The last day on which corrections may be asked for; `nil` where there is no such time.
  public var correctionsUntil: String?
  /// `sha256:` and 64 hexadecimal digits: what the ledger said up to then. `nil` for its first.
  public var previous: String?
  /// `sha256:` and 64 hexadecimal digits of what the inputs add up to, whatever the order of their rows.
  public var inputs: String?
  /// The last day on which appeals may be opened; `nil` where it is not final, or there are none.
  public var appealsUntil: String?
  /// Of a revision: the final version that it takes the place of.
  public var revises: Int?
  /// Of a revision: the appeals that led to it, such as `A3`.
  public var appeals: [String]

  public init(
    version: Int, on: String, correctionsUntil: String? = nil, previous: String? = nil, inputs: String? = nil,
    appealsUntil: String? = nil, revises: Int? = nil, appeals: [String] = []
  ) {
    self.version = version
    self.on = on
    self.correctionsUntil = correctionsUntil
    self.previous = previous
    self.inputs = inputs
    self.appealsUntil = appealsUntil
    self.revises = revises
    self.appeals = appeals
  }
}
