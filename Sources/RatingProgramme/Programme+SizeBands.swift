extension Programme.Peers {
  /// The bands in words, smallest first: `under 20`, `20–199`, `200 or more`.
  public var sizeBandNames: [String] {
    guard let first = sizeBands.first, let last = sizeBands.last else { return [] }
    let middle = zip(sizeBands, sizeBands.dropFirst()).map { low, next in
      next - low == 1 ? "\(low)" : "\(low)–\(next - 1)"
    }
    return ["under \(first)"] + middle + ["\(last) or more"]
  }

  /// The band of a guild with so many broadcasters; `nil` without bands, and where the number is not known.
  public func sizeBand(of broadcasters: Int64?) -> String? {
    guard !sizeBands.isEmpty, let broadcasters else { return nil }
    return sizeBandNames[sizeBands.count { $0 <= broadcasters }]
  }
}
