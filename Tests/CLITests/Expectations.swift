import TestSupport
import Testing

/// Exit codes, as in sysexits.h and `guildmark --help`.
enum Code {
  static let done: Int32 = 0
  static let usage: Int32 = 64
  static let data: Int32 = 65
  static let noInput: Int32 = 66
  static let cannotWrite: Int32 = 73
  static let programme: Int32 = 78
}

/// The command failed with that code, wrote nothing to standard output, and said one thing, which holds these words.
func expectFailure(
  _ outcome: Guildmark.Outcome, _ code: Int32, says words: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(outcome.code == code, "\(outcome)", sourceLocation: sourceLocation)
  #expect(outcome.output.isEmpty, "\(outcome)", sourceLocation: sourceLocation)
  let messages = outcome.words.split(separator: "\n").filter {
    $0.hasPrefix("guildmark: ") && !$0.hasPrefix("guildmark: note: ") || $0.hasPrefix("Error: ")
  }
  #expect(messages.count == 1, "one message is wanted: \(outcome)", sourceLocation: sourceLocation)
  for word in words {
    #expect(outcome.words.contains(word), "“\(word)” is wanted: \(outcome)", sourceLocation: sourceLocation)
  }
}

/// The command did its work.
func expectDone(_ outcome: Guildmark.Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(outcome.code == Code.done, "\(outcome)", sourceLocation: sourceLocation)
}
