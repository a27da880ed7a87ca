/// A scorer's running state for one guild: integers only, so that merging in any order and any grouping gives the same bits.
///
/// `merge` must be associative and commutative with `init()` as identity; the generic suite checks that over random splits
/// of every scorer's examples.
public protocol Mergeable: Codable, Equatable, Sendable {
  init()
  mutating func merge(_ other: Self)
  /// Whether a sum went past 128 bits: the host turns this into an error. Sums never wrap.
  var hasOverflowed: Bool { get }
}

extension Mergeable {
  public var hasOverflowed: Bool { false }
}

/// One tally a guild, in a flat array by the guild's index.
@frozen public struct Tallies<Tally: Mergeable>: Sendable {
  @usableFromInline var storage: ContiguousArray<Tally> = []
  @usableFromInline let empty = Tally()

  public init() {}

  /// Those asked for so far, and any between.
  public var all: ContiguousArray<Tally> { storage }

  /// The tally of a guild; one never asked for is empty.
  @inlinable public subscript(guild: Int32) -> Tally {
    get { Int(guild) < storage.count ? storage[Int(guild)] : empty }
    _modify {
      if Int(guild) >= storage.count { grow(to: Int(guild) + 1) }
      yield &storage[Int(guild)]
    }
  }

  @usableFromInline mutating func grow(to count: Int) {
    if count > storage.capacity { storage.reserveCapacity(max(count, storage.capacity * 2)) }
    while storage.count < count { storage.append(Tally()) }
  }
}
