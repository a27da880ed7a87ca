import RatingProgramme
import RatingRecord
import ScorerKit
import Synchronization

/// A month read once, on which any number of programmes can be tried.
///
/// It keeps tallies. What is worked out of them (measures, what is concluded from the evidence, who is compared with whom) is
/// kept too, as far as programmes share it; so to try other weights, curves, gates or tiers takes milliseconds. What is kept of
/// combinations of windows and settings is that of the last few, as there may be hundreds and each is large.
public final class Workbench: Sendable {
  public let month: Month
  let history: History
  let threads: Int
  /// Programmes in other currencies, or with other exemptions, have tallies of their own.
  private let partials: [(partial: Partial, name: String)]
  private let programmes: [Programme]
  private let kept = Mutex(Kept())

  /// Reads a data directory's tables once for all programmes that share a currency and exemptions.
  ///
  /// - Parameters:
  ///   - inputs: by table the files to read in place of those of the directory; `-` is standard input.
  ///   - tables: all there are besides those of the programmes.
  ///   - programmes: those that will be tried, at least one; others may be tried if they need no other tallies.
  ///   - history: what earlier published months say.
  ///   - threads: how many to read with; the result is the same for any number.
  /// - Throws: `EngineError`.
  /// - Complexity: O(bytes) time for each pass; memory of the tallies.
  public init(
    data: String, inputs: [String: [String]] = [:], knowing tables: [Table] = [], programmes: [Programme], month: Month,
    after history: History = .none, threads: Int
  ) throws {
    var passes: [[Programme]] = []
    for programme in programmes {
      if let pass = passes.firstIndex(where: { $0[0].isTallied(with: programme) }) {
        passes[pass].append(programme)
      } else {
        passes.append([programme])
      }
    }
    guard passes.count < 2 || !inputs.values.contains(where: { $0.contains("-") }) else {
      throw EngineError.contradiction(
        "standard input can be read once only, and programmes with other currencies or exemptions need the tables once each"
      )
    }
    partials = try passes.map { pass in
      let partial = try Partial(
        data: data, inputs: inputs, knowing: tables, programmes: pass, month: month, threads: threads)
      return (partial, data)
    }
    (self.programmes, self.month, self.history, self.threads) = (programmes, month, history, threads)
  }

  /// Takes tallies that have been made before.
  ///
  /// - Parameter name: their file, for messages.
  /// - Throws: `EngineError.mismatch` where they are not what one of the programmes needs.
  public init(
    _ partial: Partial, named name: String, programmes: [Programme], month: Month, after history: History = .none,
    threads: Int
  ) throws {
    partials = [(partial, name)]
    (self.programmes, self.month, self.history, self.threads) = (programmes, month, history, threads)
    for programme in programmes { _ = try tallied(for: programme) }
  }

  /// What keeps a programme from being tried on these tallies, in sentences; none if nothing does.
  public func obstacles(to programme: Programme) -> [String] {
    let wanted = TallyPlan(programme, month: month).basis
    let differences = partials.map { $0.partial.basis.differences(from: wanted, isWhole: false) }
    return differences.min { $0.count < $1.count } ?? []
  }

  /// What a programme decides.
  ///
  /// - Parameter threads: how many take turns at the guilds, once what programmes share is worked out; the result is the same for
  ///   any number.
  /// - Throws: `EngineError`; `.mismatch` where the tallies are not what it needs.
  /// - Complexity: O(guilds × measures).
  public func decisions(of programme: Programme, threads: Int? = nil) throws -> Decisions {
    Decisions(programme, on: try grounds(of: programme), after: history, threads: threads ?? self.threads)
  }

  /// Every guild's measures, with what was read of the tables; what exemptions took out of single guilds is not in it.
  ///
  /// - Throws: `EngineError`.
  public func measured(by programme: Programme) throws -> MeasuredMonth {
    let (tallied, plan) = try tallied(for: programme)
    return try measured(by: programme, tallied, plan)
  }

  /// Whether there are tables of events, and none has an event of the month.
  ///
  /// - Throws: `EngineError`.
  public func hasNoEvents(for programme: Programme) throws -> Bool { try tallied(for: programme).month.hasNoEvents }

  // MARK: What is kept

  private struct Kept {
    var tallied: [(basis: TallyBasis, key: String, month: TalliedMonth, plan: TallyPlan)] = []
    var measured: [String: MeasuredScorer] = [:]
    var host: [String: HostFigures] = [:]
    var groups: [String: PeerGroups] = [:]
    var scorers: [String: ScorerGrounds] = [:]
    /// The last ones made.
    var grounds: [(key: String, grounds: Grounds)] = []
  }

  /// From what is kept, or worked out and kept. Two who ask at once may both work it out, and come to the same.
  private func cached<Value: Sendable>(
    _ place: WritableKeyPath<Kept, [String: Value]> & Sendable, _ key: String, _ make: () throws -> Value
  ) rethrows -> Value {
    if let value = kept.withLock({ $0[keyPath: place][key] }) { return value }
    let value = try make()
    kept.withLock { $0[keyPath: place][key] = value }
    return value
  }

  /// The tallies of all programmes known from the start, or of this one alone if it needs others; judged by this one's rules.
  func tallied(for programme: Programme) throws -> (month: TalliedMonth, plan: TallyPlan) {
    let wanted = TallyPlan(programme, month: month)
    let key = programme.groundworkKey
    let known = kept.withLock { kept in
      kept.tallied.first { $0.key == key && $0.basis.differences(from: wanted.basis, isWhole: false).isEmpty }
    }
    if let known { return (known.month, known.plan) }
    let fitting = partials.first { $0.partial.basis.differences(from: wanted.basis, isWhole: false).isEmpty }
    guard let (partial, name) = fitting else {
      throw EngineError.mismatch(file: partials[0].name, differences: obstacles(to: programme))
    }
    let all = programmes.filter { other in
      other.isTallied(with: programme)
        && partial.basis.differences(from: TallyPlan(other, month: month).basis, isWhole: false).isEmpty
    }
    let whole = TallyPlan.forPartials(of: [programme] + all, month: month) ?? wanted
    // Tallies that were made before may have less than all that the host might count.
    let plan = partial.basis.differences(from: whole.basis, isWhole: false).isEmpty ? whole : wanted
    let tallied = try TalliedMonth(partial, named: name, plan, programme: programme)
    kept.withLock { $0.tallied.append((plan.basis, key, tallied, plan)) }
    return (tallied, plan)
  }

  private func grounds(of programme: Programme) throws -> Grounds {
    let bases = programme.bases
    let sure = programme.gates.contains { $0.when.contains { $0.sure != nil } }
    let key =
      programme.scorers.map { "\($0.id)\n\(bases[$0.id] ?? "")" }.joined(separator: "\n")
      + "\n\(bases[""] ?? "")\n\(programme.window)\n\(programme.groundworkKey)"
      + (sure ? "\n\(programme.gates)" : "")
    if let known = kept.withLock({ kept in kept.grounds.first { $0.key == key } }) { return known.grounds }
    let made = try makeGrounds(of: programme, bases)
    kept.withLock { kept in
      if kept.grounds.count >= max(8, 2 * threads) { kept.grounds.removeFirst() }
      kept.grounds.append((key, made))
    }
    return made
  }

  private func measured(by programme: Programme, _ tallied: TalliedMonth, _ plan: TallyPlan) throws -> MeasuredMonth {
    let (bases, currency) = (programme.bases, programme.currency)
    func fold(_ scorer: any Scorer, _ months: Int) -> (any Fold)? {
      let basis = TallyBasis.ScorerBasis(scorer, Window(months: months, endingWith: month))
      return plan.scorers.firstIndex { TallyBasis.ScorerBasis($0.scorer, $0.window) == basis }.map { tallied.folds[$0] }
    }
    let scorers = try programme.scorers.map { scorer in
      try cached(\.measured, "\(currency)\n\(bases[scorer.id] ?? "")\n\(scorer.scorer.measures.map(\.playbook))") {
        guard let fold = fold(scorer.scorer, scorer.window) else {
          throw EngineError.mismatch(file: partials[0].name, differences: obstacles(to: programme))
        }
        return try tallied.measured(scorer.scorer, fold, threads: threads)
      }
    }
    let host = cached(\.host, "\(currency)\n\(programme.window)") {
      HostFigures(
        TallyPlan.hostScorers.compactMap { fold($0, programme.window) }, tallied.presence, guilds: tallied.guilds.count)
    }
    return tallied.measured(by: programme, scorers, host)
  }

  private func makeGrounds(of programme: Programme, _ bases: [String: String]) throws -> Grounds {
    let measured = try measured(by: programme)
    let rules = Rulebook(programme)
    // How many broadcasters a guild has in the window makes groups only where there are bands.
    let window = programme.peers.sizeBands.isEmpty ? "" : "\(programme.window)"
    let peers = "\(bases[""] ?? "")\n\(window)\n\(programme.groundworkKey)"
    let groups = cached(\.groups, peers) { PeerGroups(of: measured, by: programme.peers) }
    let goesByEvidence = programme.goesByEvidence
    let keys = programme.scorers.map { "\(goesByEvidence)\n\(bases[$0.id] ?? "")\n\(peers)" }
    var scorers = kept.withLock { kept in keys.map { kept.scorers[$0] } }
    // All that are missing at once, so that threads share them evenly.
    let missing = keys.indices.filter { scorers[$0] == nil }
    let inferred = goesByEvidence ? try measured.inferred(missing, rules, groups, threads: threads) : []
    let made = concurrently(missing.count, threads: threads) { place in
      ScorerGrounds(
        measured, scorer: missing[place], rules, groups, inferences: goesByEvidence ? inferred[place] : [])
    }
    for (scorer, grounds) in zip(missing, made) {
      scorers[scorer] = grounds
      kept.withLock { $0.scorers[keys[scorer]] = grounds }
    }
    return Grounds(measured, rules, groups, scorers: scorers.compactMap(\.self))
  }
}

extension Programme {
  /// Whether one pass over the tables serves both.
  fileprivate func isTallied(with other: Programme) -> Bool {
    currency == other.currency && exemptions == other.exemptions
  }

  /// What of it the reading of small tables goes by, and which rows are too many.
  fileprivate var groundworkKey: String {
    "\(currency) \(peers.groupBy) \(adjustments?.atMost ?? -1) \(data.tolerate) \(exemptions)"
  }

  /// Whether anything but the values themselves is scored or compared with a gate's limit.
  fileprivate var goesByEvidence: Bool {
    evidence.shrinkTo != .none || evidence.scoreOn != .estimate
      || gates.contains { $0.when.contains { $0.sure != nil } }
  }
}
