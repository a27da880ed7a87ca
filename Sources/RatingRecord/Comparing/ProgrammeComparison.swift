import ScorerKit

/// What one programme does to guilds that another does not: both decided on the same tables, month by month.
public struct ProgrammeComparison: Sendable {
  public var before: Side
  public var after: Side
  /// In what they differ, in the order of a programme's file; empty where they decide alike by what is written.
  public var parts: [Part]
  /// In the order of time; at least one.
  public var months: [Month]

  public struct Side: Sendable, Equatable {
    /// As the user named it: a file.
    public var source: String
    public var name: String
    public var version: Int64
    public var digest: String

    public init(source: String, name: String, version: Int64, digest: String) {
      (self.source, self.name, self.version, self.digest) = (source, name, version, digest)
    }
  }

  /// One thing in which the programmes differ, that can be changed while the rest stays.
  public struct Part: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
      case scale, tiers, scorer, weight, window, settings
      case measureWeight = "measure_weight"
      case curve, combine, missing
      case rounding, adjustments, bonus, peers, evidence, gate, movement, incentives, other
      /// Of tiers, or of a gate: the same ones by other names.
      case names
      case exemption
      /// What a declared measure is.
      case measure
    }
    public var kind: Kind
    /// Its keys: `scorers.retention.measures.rate.curve`, `gates.payout arrears`.
    public var path: String
    /// As a programme spells it, or in words; `nil` where there is none on that side.
    public var before: String?
    public var after: String?
    /// What the values stand next to, where they were brought to one measure: `next to responsiveness 30`.
    public var note: String?
    /// What else differs and changes with it, since one without the other means nothing.
    public var also: [Part]

    public init(
      kind: Kind, path: String, before: String?, after: String?, note: String? = nil, also: [Part] = []
    ) {
      (self.kind, self.path, self.before, self.after) = (kind, path, before, after)
      (self.note, self.also) = (note, also)
    }
  }

  /// One month under both programmes.
  public struct Month: Sendable {
    public var month: ScorerKit.Month
    /// Best first, thresholds in points as they were found.
    public var tiersBefore: [ProgrammeSummary.Tier]
    public var tiersAfter: [ProgrammeSummary.Tier]
    /// Every guild, in the order of guild_id bytes.
    public var guilds: [Guild]
    /// `nil` where neither programme grants any.
    public var incentives: Incentives?
    /// What the figures can't say, and what was found while reading; sentences.
    public var notes: [String]

    public init(
      month: ScorerKit.Month, tiersBefore: [ProgrammeSummary.Tier], tiersAfter: [ProgrammeSummary.Tier],
      guilds: [Guild], incentives: Incentives?, notes: [String] = []
    ) {
      (self.month, self.tiersBefore, self.tiersAfter) = (month, tiersBefore, tiersAfter)
      (self.guilds, self.incentives, self.notes) = (guilds, incentives, notes)
    }
  }

  /// In units of the programmes' currency; they have the same, else there is no telling what it cost.
  public struct Incentives: Sendable, Equatable {
    public var currency: String
    public var before: IncentiveTotals?
    public var after: IncentiveTotals?
    /// Whether effects say what each part does to what is granted.
    public var isAttributed: Bool

    public init(currency: String, before: IncentiveTotals?, after: IncentiveTotals?, isAttributed: Bool = true) {
      (self.currency, self.before, self.after) = (currency, before, after)
      self.isAttributed = isAttributed
    }
  }

  public struct Guild: Sendable, Equatable {
    public var guildID: Identifier
    public var name: Identifier?
    /// The attributes that peer groups go by under either programme, then the band of size.
    public var groups: [Group]
    /// `nil` where it is unrated by that programme.
    public var before: Standing?
    public var after: Standing?
    /// What each part does to it, by the parts' places; in their order. Parts that do nothing to it are left out.
    public var effects: [Effect]

    public init(
      guildID: Identifier, name: Identifier?, groups: [Group], before: Standing?, after: Standing?, effects: [Effect]
    ) {
      (self.guildID, self.name, self.groups) = (guildID, name, groups)
      (self.before, self.after, self.effects) = (before, after, effects)
    }

    /// After less before, in hundredths of a point; `nil` where either is unrated.
    public var scoreChange: Hundredths? {
      guard let before, let after else { return nil }
      return after.score - before.score
    }

    /// By how many tiers it falls, negative where it rises, in the order of both programmes' tiers (`TierOrder`); `nil` where
    /// either is unrated.
    public var tierChange: Int? {
      guard let before, let after else { return nil }
      return after.level - before.level
    }
  }

  public struct Group: Sendable, Equatable, Hashable {
    /// `region`, or `broadcasters` for the band of size.
    public var attribute: String
    public var value: Identifier

    /// The attribute of bands of size.
    public static let sizes = "broadcasters"

    public init(attribute: String, value: Identifier) { (self.attribute, self.value) = (attribute, value) }
  }

  /// What a programme gives a guild.
  public struct Standing: Sendable, Equatable {
    public var score: Hundredths
    public var rank: Int
    /// The place of its tier among that side's tiers, after gates and movement.
    public var tier: Int
    /// The place of its tier in the order of both programmes' tiers (`TierOrder`).
    public var level: Int
    /// The names of the gates that fired.
    public var gates: [String]
    public var isProvisional: Bool
    /// Granted, in 1/10,000 of the currency unit; 0 where the programme grants none.
    public var granted: Int128

    public init(
      score: Hundredths, rank: Int, tier: Int, level: Int, gates: [String], isProvisional: Bool, granted: Int128
    ) {
      (self.score, self.rank, self.tier, self.level) = (score, rank, tier, level)
      (self.gates, self.isProvisional, self.granted) = (gates, isProvisional, granted)
    }
  }

  /// What one part does to one guild: the mean of what it does where it is changed before, among and after the others. All
  /// effects add up to the whole change exactly, and turning the programmes round turns every sign.
  public struct Effect: Sendable, Equatable {
    /// The part's place in `parts`.
    public var part: Int
    /// On the score, in thousandths of a point.
    public var score: Int64
    /// On the place of its tier, in thousandths of a tier; positive is down.
    public var tier: Int64
    /// On whether it is rated, in thousandths: 1000 where it becomes rated by this part alone, −1000 where it becomes unrated.
    /// Where it is unrated on either side there is no change of score or tier to add up to.
    public var rated: Int64
    /// On what it is granted, in 1/10,000 of the currency unit.
    public var granted: Int128

    public init(part: Int, score: Int64 = 0, tier: Int64 = 0, rated: Int64 = 0, granted: Int128 = 0) {
      (self.part, self.score, self.tier, self.rated, self.granted) = (part, score, tier, rated, granted)
    }

    /// Whether it does nothing.
    public var isNone: Bool { score == 0 && tier == 0 && rated == 0 && granted == 0 }
  }

  public init(before: Side, after: Side, parts: [Part], months: [Month]) {
    (self.before, self.after, self.parts, self.months) = (before, after, parts, months)
  }
}
