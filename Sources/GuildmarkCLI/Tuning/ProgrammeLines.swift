import RatingProgramme

/// A section of a programme as it is written in its file, ready to be pasted in place of the one that is there.
struct ProgrammeLines {
  /// Of the section, at the top of the file.
  let key: String
  let lines: [String]

  /// With its key.
  var all: [String] { [key + ":"] + lines }

  /// - Parameter margin: by how many blanks the file's keys are indented.
  func text(margin: Int) -> String { all.map { String(repeating: " ", count: margin) + $0 + "\n" }.joined() }

  static func tiers(of programme: Programme) -> ProgrammeLines {
    ProgrammeLines(
      key: "tiers",
      lines: programme.tiers.map { "  - { name: \(scalar($0.name)), from: \(spelled($0.from, decimals: 2)) }" })
  }

  /// - Precondition: the programme has incentives.
  static func incentives(of programme: Programme) -> ProgrammeLines {
    let incentives = programme.incentives
    var lines = incentives?.budget.map { ["  budget: \(spelled($0, decimals: 4))"] } ?? []
    let grants = programme.tiers.indices.compactMap { place in incentives?.tiers[place].map { (place, $0) } }
    if !grants.isEmpty { lines.append("  tiers:") }
    lines += grants.map { place, grant in
      var parts: [String] = []
      if grant.commissionBonus > 0 { parts.append("commission_bonus: \(spelled(grant.commissionBonus, decimals: 4))%") }
      if grant.trafficCoupons > 0 { parts.append("traffic_coupons: \(spelled(grant.trafficCoupons, decimals: 4))") }
      if grant.badge { parts.append("badge: true") }
      return "    \(scalar(programme.tiers[place].name)): "
        + (parts.isEmpty ? "{}" : "{ \(parts.joined(separator: ", ")) }")
    }
    if let growth = incentives?.growth {
      let bonus = spelled(growth.commissionBonus, decimals: 4)
      let rise = spelled(growth.whenScoreRises, decimals: 2)
      lines.append("  growth: { commission_bonus: \(bonus)%, when_score_rises: \(rise) }")
    }
    return ProgrammeLines(key: "incentives", lines: lines)
  }

  /// Plain where nothing in it could be taken for YAML, else in double quotes.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.unicodeScalars.first?.properties.isAlphabetic == true && text.unicodeScalars.last != " "
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == " " || $0 == "_" || $0 == "-"
      }
    guard !isPlain else { return text }
    return "\""
      + text.unicodeScalars.reduce(into: "") { quoted, scalar in
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case _
        where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
          || scalar.properties.generalCategory == .format
          || scalar.value == 0x2028 || scalar.value == 0x2029:
          let digits = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
      } + "\""
  }
}
