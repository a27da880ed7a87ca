/// What can be wrong with a row, as `faults.csv` names it.
public enum Fault: String, Sendable, Hashable, CaseIterable {
  case unparsableTime = "unparsable_time"
  case unparsableDate = "unparsable_date"
  /// A month 13.
  case impossibleDate = "impossible_date"
  /// `1e9`.
  case amountWithExponent = "amount_with_exponent"
  /// `12,5`, in quotes.
  case amountWithComma = "amount_with_comma"
  case fiveDecimals = "five_decimals"
  case negativeAmount = "negative_amount"
  case fieldTooFew = "field_too_few"
  case fieldTooMany = "field_too_many"
  case missingKey = "missing_key"
  case unknownGuild = "unknown_guild"
  case unknownWord = "unknown_word"
  case leftBeforeJoined = "left_before_joined"
  case responseBeforeOpening = "response_before_opening"
  case resolutionBeforeOpening = "resolution_before_opening"
  case reopeningBeforeResolution = "reopening_before_resolution"
  case decisionBeforeFiling = "decision_before_filing"
  case upheldWithoutDecision = "upheld_without_decision"

  /// Those a row of the table can have; the columns they spoil are ones that a run reads.
  static func possible(in table: String) -> [Fault] {
    let anywhere: [Fault] = [.impossibleDate, .fieldTooFew, .fieldTooMany, .missingKey, .unknownGuild]
    return switch table {
    case "memberships": anywhere + [.unparsableDate, .unknownWord, .leftBeforeJoined]
    case "requests":
      anywhere + [.unparsableTime, .responseBeforeOpening, .resolutionBeforeOpening, .reopeningBeforeResolution]
    case "payouts":
      anywhere + [.unparsableDate, .amountWithExponent, .amountWithComma, .fiveDecimals, .negativeAmount]
    case "complaints":
      anywhere + [.unparsableTime, .unknownWord, .decisionBeforeFiling, .upheldWithoutDecision]
    default: []
    }
  }

  /// The fields, by column, that the fault puts in place of good ones; `nil` for those of a wrong number of fields.
  ///
  /// Long ago is 2001, before any guild was onboarded.
  func spoiled(in table: String) -> [String: String]? {
    let (time, date) = ("2001-01-01T00:00:00Z", "2001-01-01")
    let dated = ["memberships": "joined_on", "requests": "opened_at", "payouts": "due_on"][table] ?? "filed_at"
    switch self {
    case .unparsableTime: return [dated: "3 Oct 2026 14:22"]
    case .unparsableDate: return [dated: "03/10/2026"]
    case .impossibleDate: return [dated: dated.hasSuffix("_at") ? "2026-13-03T14:22:05Z" : "2026-13-03"]
    case .amountWithExponent: return ["gross": "1e9"]
    case .amountWithComma: return ["entitled": "\"12,5\""]
    case .fiveDecimals: return ["entitled": "12.50001"]
    case .negativeAmount: return ["gross": "-12.50"]
    case .fieldTooFew, .fieldTooMany: return nil
    case .missingKey: return [table == "memberships" ? "broadcaster_id" : "\(table.dropLast())_id": ""]
    case .unknownGuild: return ["guild_id": "NO-SUCH-GUILD"]
    case .unknownWord: return table == "memberships" ? ["leave_reason": "boredom"] : ["severity": "severe"]
    case .leftBeforeJoined: return ["left_on": date]
    case .responseBeforeOpening: return ["first_response_at": time]
    case .resolutionBeforeOpening: return ["resolved_at": time]
    case .reopeningBeforeResolution: return ["reopened_at": time]
    case .decisionBeforeFiling: return ["decided_at": time]
    case .upheldWithoutDecision: return ["outcome": "upheld", "decided_at": ""]
    }
  }
}
