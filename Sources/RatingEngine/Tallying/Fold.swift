import ScorerKit

/// A scorer's tallies in a run, whatever their type: one dynamic call a batch.
protocol Fold: Sendable {
  /// The same without any tallies.
  var emptied: any Fold { get }
  mutating func fold(_ rows: Rows)
  /// Adds another worker's tallies, guild `i` of which is guild `map[i]` here.
  mutating func merge(_ other: any Fold, map: [Int32])
  func estimates(of guild: Int) -> [Estimate]
  /// Those of single broadcasters: of the sampled ones of the first `guilds` guilds the first so many, in a fixed order.
  func estimates(ofBroadcasters count: Int, guilds: Int) -> [(guild: Int, estimates: [Estimate])]
  func hasOverflowed(guild: Int) -> Bool
  /// Adds rows, whosever they are, to guild 0's tally, each by way of a tally of its own.
  mutating func addSingly(_ rows: Rows)
  /// Judges each row by what its own tally comes to, `nil` where that is empty, and by what guild 0's would come to with the row in it
  /// once more.
  func judgeSingly<Verdict>(
    _ rows: Rows, _ judge: (_ alone: [Estimate]?, _ onceMore: () -> [Estimate]) -> Verdict
  ) -> [Verdict]
  /// What whoever runs a month should know of all the tallies, in a sentence without an end.
  var notice: String? { get }
  /// Writes the tallies of these guilds, one after the other.
  func encode(_ guilds: [Int], into encoder: inout CompactEncoder) throws
  /// Reads what `encode` has written, of guilds from 0 on.
  mutating func decode(guilds: Int, from decoder: inout CompactDecoder) throws
}

/// A scorer, its window, and the tallies of all guilds.
struct ScorerFold<S: Scorer>: Fold {
  let scorer: S
  let window: Window
  private(set) var tallies = Tallies<S.Tally>()
  /// `nil` for what has no measures, and so no intervals.
  private(set) var sample = S.measures.isEmpty ? nil : BroadcasterSample<S.Tally>()

  init(_ scorer: S, window: Window) {
    self.scorer = scorer
    self.window = window
  }

  var emptied: any Fold { ScorerFold(scorer, window: window) }

  mutating func fold(_ rows: Rows) {
    scorer.fold(rows, in: window, into: &tallies)
    let (scorer, window) = (scorer, window)
    sample?.fold(rows, by: scorer, in: window)
  }

  mutating func merge(_ other: any Fold, map: [Int32]) {
    guard let other = other as? ScorerFold<S> else { return }
    // Into nothing a tally is moved as it is, and shares its memory until it changes.
    let isEmpty = tallies.all.isEmpty
    for (i, tally) in other.tallies.all.enumerated() {
      if isEmpty { tallies[map[i]] = tally } else { tallies[map[i]].merge(tally) }
    }
    if let others = other.sample { sample?.merge(others, map: map) }
  }

  func estimates(of guild: Int) -> [Estimate] { scorer.estimates(of: tallies[Int32(guild)], in: window) }

  func estimates(ofBroadcasters count: Int, guilds: Int) -> [(guild: Int, estimates: [Estimate])] {
    (sample?.lowest(count, guilds: guilds) ?? []).map { ($0.guild, scorer.estimates(of: $0.tally, in: window)) }
  }

  func hasOverflowed(guild: Int) -> Bool { tallies[Int32(guild)].hasOverflowed }

  mutating func addSingly(_ rows: Rows) {
    let single = singly(rows)
    for row in rows.indices { tallies[0].merge(single[Int32(row)]) }
  }

  func judgeSingly<Verdict>(
    _ rows: Rows, _ judge: (_ alone: [Estimate]?, _ onceMore: () -> [Estimate]) -> Verdict
  ) -> [Verdict] {
    let (single, empty, all) = (singly(rows), S.Tally(), tallies[0])
    return rows.indices.map { row in
      let tally = single[Int32(row)]
      return judge(tally == empty ? nil : scorer.estimates(of: tally, in: window)) {
        var more = all
        more.merge(tally)
        return scorer.estimates(of: more, in: window)
      }
    }
  }

  /// A tally for each row: to a scorer, each is another guild's.
  private func singly(_ rows: Rows) -> Tallies<S.Tally> {
    var single = Tallies<S.Tally>()
    scorer.fold(rows.owned(by: ContiguousArray(0..<Int32(rows.count))), in: window, into: &single)
    return single
  }

  var notice: String? { scorer.notice(of: tallies.all) }

  func encode(_ guilds: [Int], into encoder: inout CompactEncoder) throws {
    let empty = S.Tally()
    for guild in guilds {
      let tally = tallies[Int32(guild)]
      try encoder.append(tally == empty ? nil : tally)
    }
    try sample?.encode(guilds, into: &encoder)
  }

  mutating func decode(guilds: Int, from decoder: inout CompactDecoder) throws {
    for guild in 0..<guilds {
      if let tally = try decoder.next(S.Tally?.self) { tallies[Int32(guild)] = tally }
    }
    try sample?.decode(guilds: guilds, from: &decoder)
  }
}

extension Scorer {
  func makeFold(window: Window) -> any Fold { ScorerFold(self, window: window) }
}
