import ScorerKit

/// Tallies of some broadcasters, each by itself: how much more their events vary together than apart is what widens
/// intervals (`DesignEffect`).
///
/// Of those that have anything to tally, the broadcasters with the lowest hashes are kept: a sample at random as far as
/// ratings go, and the same however the rows are split and ordered. For whoever is among the lowest of all rows is so among
/// any part of them, and therefore is never let go of before all are merged. A broadcaster of two guilds counts in each. Where
/// guilds are not known yet those of strangers take places, too: as long as they are not half of all, enough are left.
struct BroadcasterSample<Tally: Mergeable>: Sendable {
  /// How many broadcasters are kept. Twice as many as are asked for in the end, as guilds may turn out not to be in the month.
  static var capacity: Int { 4096 }

  private(set) var tallies = Tallies<Tally>()
  /// Whose each tally is.
  private(set) var members: ContiguousArray<SampledBroadcaster> = []
  private var places: [SampledBroadcaster: Int32] = [:]
  /// Higher hashes are not taken any more.
  private var limit = Int64.max

  /// Folds those rows whose broadcasters are in the sample.
  mutating func fold<S: Scorer>(_ rows: Rows, by scorer: S, in window: Window) where S.Tally == Tally {
    guard let hashes = rows.broadcasters else { return }
    var picked: ContiguousArray<Int> = []
    for row in rows.indices where hashes[row] <= limit { picked.append(row) }
    guard !picked.isEmpty else { return }
    // Each row by itself first: those that count for nothing, such as all before the window, take no places.
    let owners = ContiguousArray(0..<Int32(picked.count))
    let alone = picked.count == rows.count ? rows.owned(by: owners) : rows.picking(picked, guilds: owners)
    var single = Tallies<Tally>()
    scorer.fold(alone, in: window, into: &single)
    let empty = Tally()
    for (i, tally) in single.all.enumerated() where tally != empty {
      let row = picked[i]
      tallies[place(of: SampledBroadcaster(hash: hashes[row], guild: rows.guilds[row]))].merge(tally)
    }
    if members.count > 2 * Self.capacity { trim() }
  }

  /// Adds another's tallies, guild `i` of which is guild `map[i]` here.
  mutating func merge(_ other: BroadcasterSample, map: [Int32]) {
    limit = min(limit, other.limit)
    for (i, member) in other.members.enumerated() where member.hash <= limit {
      tallies[place(of: SampledBroadcaster(hash: member.hash, guild: map[Int(member.guild)]))].merge(
        other.tallies[Int32(i)])
    }
    trim()
  }

  private mutating func place(of member: SampledBroadcaster) -> Int32 {
    if let place = places[member] { return place }
    let place = Int32(members.count)
    places[member] = place
    members.append(member)
    return place
  }

  /// Lets go of all but the lowest hashes of those that have anything to tally.
  private mutating func trim() {
    let empty = Tally()
    let filled = members.indices.filter { tallies[Int32($0)] != empty }.sorted { members[$0] < members[$1] }
    var hashes = 0
    var kept = BroadcasterSample()
    for (place, i) in filled.enumerated() {
      if place == 0 || members[i].hash != members[filled[place - 1]].hash { hashes += 1 }
      if hashes > Self.capacity { break }
      kept.tallies[kept.place(of: members[i])] = tallies[Int32(i)]
    }
    kept.limit = hashes >= Self.capacity ? min(limit, kept.members.last?.hash ?? limit) : limit
    self = kept
  }

  /// The lowest `count` hashes of those broadcasters whose guild is one of the first `guilds`, in the order of their hashes.
  func lowest(_ count: Int, guilds: Int) -> [(guild: Int, tally: Tally)] {
    var hashes = 0
    var last: Int64?
    var found: [(guild: Int, tally: Tally)] = []
    let empty = Tally()
    for i in members.indices.sorted(by: { members[$0] < members[$1] })
    where Int(members[i].guild) < guilds && tallies[Int32(i)] != empty {
      if members[i].hash != last { hashes += 1 }
      if hashes > count { break }
      last = members[i].hash
      found.append((Int(members[i].guild), tallies[Int32(i)]))
    }
    return found
  }
}

/// A broadcaster in a guild.
///
/// It stands by itself, not within the sample: as a part of a generic type every look at it would ask at run time which one it is.
struct SampledBroadcaster: Hashable, Comparable, Sendable {
  /// Of the broadcaster's id.
  let hash: Int64
  let guild: Int32

  static func < (a: SampledBroadcaster, b: SampledBroadcaster) -> Bool { (a.hash, a.guild) < (b.hash, b.guild) }
}

extension BroadcasterSample {
  /// Writes what is kept, guild `order[i]` as guild `i`; those of other guilds are left out.
  func encode(_ order: [Int], into encoder: inout CompactEncoder) throws {
    var places: [Int32: Int32] = [:]
    for (place, guild) in order.enumerated() { places[Int32(guild)] = Int32(place) }
    var canonical = self
    canonical.trim()
    let kept = canonical.members.enumerated().compactMap { i, member in
      places[member.guild].map { (i, SampledBroadcaster(hash: member.hash, guild: $0)) }
    }.sorted { $0.1 < $1.1 }
    try encoder.append(kept.flatMap { bytes(of: $0.1.hash) })
    try encoder.append(kept.map { Int64($0.1.guild) })
    for (i, _) in kept { try encoder.append(canonical.tallies[Int32(i)]) }
  }

  mutating func decode(guilds: Int, from decoder: inout CompactDecoder) throws {
    let bytes = try decoder.next([UInt8].self)
    let owners = try decoder.next([Int64].self)
    guard bytes.count == 8 * owners.count, owners.allSatisfy({ (0..<Int64(guilds)).contains($0) }) else {
      throw CompactCodingError("a sample of broadcasters does not say whose they are")
    }
    let hashes = owners.indices.map { place in
      bytes[8 * place..<8 * place + 8].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }
    for (hash, owner) in zip(hashes, owners) {
      let member = SampledBroadcaster(hash: hash, guild: Int32(owner))
      guard members.last.map({ $0 < member }) ?? true else {
        throw CompactCodingError("a sample of broadcasters is not in order")
      }
      tallies[place(of: member)] = try decoder.next(Tally.self)
    }
    // Whether anybody was let go of shows in how many there are.
    trim()
  }

  private func bytes(of hash: Int64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: hash >> (56 - 8 * $0)) } }
}
