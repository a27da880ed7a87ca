import Statistics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How one broadcaster differs from the guild's others: standard normal effects, drawn when asked for.
///
/// They are a function of seed, guild and broadcaster, and so need no memory.
struct Temperament {
  /// The share of variance that is the broadcaster's own; 0: all alike.
  let own: Double
  private var random: Random

  /// - Parameter broadcaster: its number within the guild.
  init(own: Double, guild: Int, broadcaster: Int, topic: Topic, seed: UInt64) {
    self.own = own
    random = Random(seed: seed, .temperament, guild, broadcaster * Topic.allCases.count + topic.rawValue)
  }

  /// What the effects are used for, in that order within a topic.
  enum Topic: Int, CaseIterable { case requestVolume, requests, payouts, complaintVolume }

  mutating func effect() -> Double { own > 0 ? random.normal() : 0 }

  /// The broadcaster's own share of an event that has probability `p` over all of them.
  mutating func probability(_ p: Double) -> Double { Normal.probability(p, given: effect(), own: own) }

  /// A factor on how often something happens: log-normal with mean 1, its logarithm having variance `own`.
  mutating func volume() -> Double { own > 0 ? exp(own.squareRoot() * effect() - own / 2) : 1 }
}
