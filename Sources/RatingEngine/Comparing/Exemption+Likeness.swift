import RatingProgramme

extension Programme {
  /// Exemptions that take out the same rows called as another programme calls them, and for its reasons: one reading of the tables
  /// then serves both. Others are left as they are.
  public func namingExemptions(as other: Programme) -> Programme {
    guard exemptions.count == other.exemptions.count, zip(exemptions, other.exemptions).allSatisfy({ $0.isLike($1) })
    else { return self }
    var named = self
    named.exemptions = other.exemptions
    return named
  }
}

extension Programme.Exemption {
  /// Whether both take out the same rows.
  func isLike(_ other: Self) -> Bool {
    var same = other
    (same.name, same.reason) = (name, reason)
    return self == same
  }
}
