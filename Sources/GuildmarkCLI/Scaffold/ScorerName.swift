import RatingEngine

/// What a new scorer is called: its type in Swift, and what follows from that.
struct ScorerName {
  /// `HTTPErrors`.
  let type: String

  /// - Throws: `Failure` where it is no name of a type in UpperCamelCase.
  init(_ text: String) throws {
    let isName =
      text.first.map { ("A"..."Z").contains($0) } == true
      && text.unicodeScalars.allSatisfy(ScorerName.isLetterOrDigit)
    guard isName else {
      let meant = ScorerName.upperCamelCase(text)
      let hint = meant.map { "; did you mean \($0)?" } ?? ", such as Punctuality or LateReplies"
      throw Failure(
        .usage, "a scorer is named by a Swift type in UpperCamelCase, which \(printable(text)) is not\(hint)")
    }
    guard text.count <= 50 else {
      throw Failure(.usage, "\(text.prefix(20))… has \(text.count) letters; a scorer's name has 50 at most")
    }
    type = text
  }

  /// `http_errors`.
  var id: String { words.map { $0.lowercased() }.joined(separator: "_") }

  /// `HTTP errors`.
  var title: String {
    words.enumerated().map { i, word in
      i == 0 || word.count > 1 && word == word.uppercased() ? word : word.lowercased()
    }.joined(separator: " ")
  }

  /// `HTTP`, `Errors`: a word begins at a capital behind a small letter or a digit, and at the last capital of several.
  private var words: [String] {
    let letters = Array(type)
    var words: [String] = []
    for (i, letter) in letters.enumerated() {
      let isAfterSmall = i > 0 && !letters[i - 1].isUppercase
      let isBeforeSmall = i + 1 < letters.count && letters[i + 1].isLowercase
      if i == 0 || letter.isUppercase && (isAfterSmall || isBeforeSmall) { words.append("") }
      words[words.count - 1].append(letter)
    }
    return words
  }

  /// What was likely meant by `late_replies` or `lateReplies`.
  private static func upperCamelCase(_ text: String) -> String? {
    let parts = text.unicodeScalars.split { $0 == "_" || $0 == "-" || $0 == " " }.map(String.init)
    guard !parts.isEmpty, text.count <= 50, parts.allSatisfy({ $0.unicodeScalars.allSatisfy(isLetterOrDigit) }),
      parts[0].first?.isLetter == true
    else { return nil }
    return parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}
