import RatingRecord

// How far a month has come, in words.

extension RatingRecord {
  /// `Provisional, published 3 November 2026. Corrections may be asked for until 10 November 2026.`; `nil` for what no ledger holds.
  var publicationText: String? {
    guard let publication else { return nil }
    let version = publication.version
    let replaces = version > 1 ? " (version \(version), replaces version \(version - 1))" : ""
    let corrections =
      switch (status, publication.correctionsUntil) {
      case (.provisional, let until?): " Corrections may be asked for until \(dateText(until))."
      case (.provisional, nil): " Corrections may still change it."
      default: ""
      }
    return "\(capitalised(status.rawValue)), published \(dateText(publication.on))\(replaces).\(corrections)"
  }

  /// The result's place in its ledger, and what that said before, short of its digest's end.
  var ledgerText: String? {
    guard let publication else { return nil }
    guard let previous = publication.previous else { return "The first result that its ledger holds" }
    return
      "Version \(publication.version); what the ledger said before it: \(shortened(previous)), in full in ratings.json"
  }
}

/// `sha256:4fa90c1e4fa9…`
private func shortened(_ digest: String) -> String {
  let start = digest.prefix(19)
  return visible(String(start)) + (start.count < digest.count ? "…" : "")
}
