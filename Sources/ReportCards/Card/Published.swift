import RatingRecord

// How far a month has come, in words.

extension RatingRecord {
  /// `Provisional, published 3 November 2026. Corrections may be asked for until 10 November 2026.`; `nil` for what no ledger holds.
  var publicationText: String? { publicationText(how: nil) }

  /// The same for a guild's card, with how corrections are asked for; and that a draft is one, where a ledger has any part in it.
  func standingText(of guild: GuildRating) -> String? {
    let hasLedger = programme.movement != nil || programme.corrections != nil || guild.trend != nil
    return publicationText(how: programme.contestHow) ?? (hasLedger ? "Draft, not published." : nil)
  }

  private func publicationText(how: String?) -> String? {
    guard let publication else { return nil }
    let version = publication.version
    let replaces = version > 1 ? " (version \(version), replaces version \(version - 1))" : ""
    let corrections =
      switch (status, publication.correctionsUntil) {
      case (.provisional, let until?):
        " Corrections may be asked for until \(dateText(until))" + (how.map { ": \(sentence($0))" } ?? ".")
      case (.provisional, nil): " Corrections may still change it."
      case (.final, _): publication.appealsUntil.map { " Appeals may be opened until \(dateText($0))." } ?? ""
      default: ""
      }
    if publication.revises != nil {
      return "Final, revised on \(dateText(publication.on)) after an appeal\(replaces).\(corrections)"
    }
    return "\(capitalised(status.rawValue)), published \(dateText(publication.on))\(replaces).\(corrections)"
  }

  /// How a rating is contested, and until when.
  var contestText: String {
    let how = programme.contestHow.map(sentence) ?? "The programme does not say how; ask the platform."
    if status == .final, let until = publication?.appealsUntil {
      let to = programme.appeals?.to.map { " An appeal goes to \(visible($0))." } ?? ""
      return "\(how) Appeals may be opened until \(dateText(until)).\(to)"
    }
    if status == .final {
      return "This month’s rating stands; what was wrong in it can be made good in a later month. \(how)"
    }
    if status == .provisional, let until = publication?.correctionsUntil {
      let date = "until \(dateText(until))"
      return programme.contestHow == nil
        ? "\(how) Corrections may be asked for \(date)." : "As said at the top, \(date)."
    }
    if let days = programme.corrections {
      return "\(how) Within \(counted(days, "day")) after the month is published provisionally."
    }
    return how + (programme.contestWithin.map { " Within \(counted($0, "day")) after the cards are sent." } ?? "")
  }

  /// The result's place in its ledger, and what that said before, short of its digest's end.
  var ledgerText: String? {
    guard let publication else { return nil }
    guard let previous = publication.previous else { return "The first result that its ledger holds" }
    return "Version \(publication.version); what the ledger said before it: \(shortened(previous))"
  }
}

/// `sha256:4fa90c1e4fa90c1e…`: sixteen digits, which are enough to find it again.
private func shortened(_ digest: String) -> String {
  let start = digest.prefix("sha256:".count + 16)
  return visible(String(start)) + (start.count < digest.count ? "…" : "")
}
