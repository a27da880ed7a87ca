import RatingProgramme
import ScorerKit

/// Which rows count for which scorers no more, as a programme's exemptions have it.
struct ExemptionPlan: Sendable {
  let exemptions: [Programme.Exemption]
  private var tables: [String: TableExemptions] = [:]
  /// By scorer, what its figures rest on.
  private var bases: [String: [String]] = [:]
  /// Where guilds are, as far as any exemption asks.
  private var regions: [Identifier: Identifier] = [:]

  /// - Parameter scorers: in the order of their folds; `nil` for what the host counts for itself, of which nothing is exempt.
  init(_ exemptions: [Programme.Exemption], scorers: [(any Scorer.Type)?]) {
    self.exemptions = exemptions
    for (number, exemption) in exemptions.enumerated() {
      for (fold, scorer) in scorers.enumerated() {
        guard let scorer, let basis = exemption.basis(of: scorer) else { continue }
        // A scorer may be tallied with several settings.
        let text = "\(exemption.name): \(basis)"
        if bases[scorer.id]?.contains(text) != true { bases[scorer.id, default: []].append(text) }
        for table in exemption.tables(of: scorer) {
          tables[table.name, default: TableExemptions()].add(number, exemption.days, toFold: fold)
        }
      }
    }
  }

  /// The same, knowing where guilds are.
  func locating(_ guilds: [Guild]) -> ExemptionPlan {
    guard goesByRegion else { return self }
    var plan = self
    for guild in guilds { plan.regions[guild.id] = guild.attributes[Programme.Exemption.regionAttribute] }
    return plan
  }

  var goesByRegion: Bool { exemptions.contains { !$0.regions.isEmpty } }

  /// What a scorer's figures rest on of them, in their order.
  func bases(of scorer: String) -> [String] { bases[scorer] ?? [] }

  /// Those of a table; `nil` where there are none.
  subscript(table table: String) -> TableExemptions? { tables[table] }

  /// What takes a row out for the only scorer there is; `nil` where nothing does.
  func words(on values: ContiguousArray<Int64>, _ plan: TablePlan, of guild: Identifier) -> String? {
    guard let exemptions = self[table: plan.table.name], let dated = plan.datedSlot else { return nil }
    let unit = plan.columns[dated].definition.type == .time ? Calendar.secondsPerDay : 1
    let covered = coverage(of: guild)
    let first = exemptions.days.first { bit, days in
      covered & 1 << UInt64(bit) != 0 && values[dated] >= days.lowerBound * unit
        && values[dated] < (days.upperBound + 1) * unit
    }
    return first.map { "exempt: \(self.exemptions[$0.bit].name) (\(self.exemptions[$0.bit].reason))" }
  }

  /// A bit for each exemption that covers the guild.
  func coverage(of guild: Identifier) -> UInt64 {
    var bits: UInt64 = 0
    for (number, rule) in exemptions.enumerated() {
      let isInRegion = regions[guild].map { region in rule.regions.contains { Identifier($0) == region } } ?? false
      let isMeant = isInRegion || rule.guilds.contains { Identifier($0) == guild }
      if isMeant || rule.regions.isEmpty && rule.guilds.isEmpty { bits |= 1 << UInt64(number) }
    }
    return bits
  }
}

/// The exemptions of one table's rows.
struct TableExemptions: Sendable {
  /// Each one's days, and its bit.
  private(set) var days: [(bit: Int, days: ClosedRange<Int64>)] = []
  /// By fold: a bit for each exemption of its rows.
  private(set) var bits: [Int: UInt64] = [:]

  fileprivate mutating func add(_ number: Int, _ days: ClosedRange<Int64>, toFold fold: Int) {
    if !self.days.contains(where: { $0.bit == number }) { self.days.append((number, days)) }
    bits[fold, default: 0] |= 1 << UInt64(number)
  }
}
