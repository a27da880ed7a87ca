import ScorerKit

/// How settings are spelled.
extension SettingDomain {
  /// Of one number; `nil`: there are several words.
  var spelling: Spelling<Int64>? {
    switch self {
    case .duration(let range): .duration(range)
    case .days(let range): .days(range)
    case .percentage(let range): .percentage(range)
    case .money(let range): .money(range)
    case .count(let range): .whole(range)
    case .words, .counts: nil
    }
  }

}

/// A setting as a programme has it.
struct SettingKey: DeclaredKey {
  let setting: SettingDescription
  var name: String { setting.id }
  var help: String { setting.help }
  var isNeeded: Bool { false }
  var examples: [Literal] { [] }

  var shape: Shape {
    if let spelling = setting.domain.spelling { return .scalar(spelling.form, spelling.expectation) }
    switch (setting.domain, setting.value) {
    case (.words(let words), _):
      let spelling = Spelling<String>.word(of: words)
      return .words(spelling.form, spelling.expectation, atLeast: 0)
    case (.counts(let words, let range), .counts(let counts)):
      return .section(words.map { Key<Int64>($0, "The count of \($0).", .whole(range), standard: counts[$0]) })
    default: return .anything
    }
  }

  var standard: Literal? {
    switch (setting.domain, setting.value) {
    case (let domain, .integer(let number)): domain.spelling?.literal(number)
    case (_, .words(let words)): .list(words.map(Literal.text))
    case (.counts(let words, _), .counts(let counts)):
      .group(words.compactMap { word in counts[word].map { .init(word, .number(String($0))) } })
    case (_, .counts): nil
    }
  }
}
