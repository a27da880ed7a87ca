import ScorerKit

/// Folds a worker's batches, rows that are exempt apart from those that count.
struct ExemptingFold: Sendable {
  private let plan: ExemptionPlan
  /// By guild, as far as rows of it were seen: a bit for each exemption that covers it.
  private var coverage: ContiguousArray<UInt64> = []
  private(set) var exempt: ExemptRows

  /// - Parameter folds: empty ones of all scorers.
  init(_ plan: ExemptionPlan, folds: [any Fold]) {
    self.plan = plan
    exempt = ExemptRows(folds: plan.exemptions.isEmpty ? [] : folds)
  }

  /// Hands a batch's rows to every scorer that reads the table.
  mutating func fold(_ batch: inout Batch, _ plan: TablePlan, _ guilds: GuildIndex, into folds: inout [any Fold]) {
    guard batch.count > 0, let exemptions = self.plan[table: plan.table.name],
      let covered = covered(&batch, exemptions, plan, guilds)
    else { return batch.fold(plan, into: &folds) }
    // Of several exemptions that cover a row the first in the programme's order takes it out.
    var takenBy = ContiguousArray<UInt64>(repeating: 0, count: batch.count)
    for use in plan.uses {
      let bits = exemptions.bits[use.fold] ?? 0
      var (kept, taken): (ContiguousArray<Int>, ContiguousArray<Int>) = ([], [])
      for row in covered.indices {
        let found = covered[row] & bits
        takenBy[row] |= found & (0 &- found)
        if found == 0 { kept.append(row) } else { taken.append(row) }
      }
      let rows = batch.rows(plan, use)
      if taken.isEmpty {
        folds[use.fold].fold(rows)
      } else {
        folds[use.fold].fold(rows.picking(kept))
        exempt.folds[use.fold].fold(rows.picking(taken))
      }
    }
    for (bit, _) in exemptions.days {
      let rows = takenBy.indices.filter { takenBy[$0] & 1 << UInt64(bit) != 0 }
      let name = self.plan.exemptions[bit].name
      exempt.count(
        rows.map { (batch.guild(of: $0), 1) }, by: ExemptRows.Key(exemption: name, table: plan.table.name))
    }
  }

  /// A bit for each exemption that covers a row, by row; `nil` where none covers any.
  private mutating func covered(
    _ batch: inout Batch, _ exemptions: TableExemptions, _ plan: TablePlan, _ guilds: GuildIndex
  ) -> ContiguousArray<UInt64>? {
    guard let dated = plan.datedSlot else { return nil }
    let unit = plan.columns[dated].definition.type == .time ? Calendar.secondsPerDay : 1
    var bits = ContiguousArray<UInt64>(repeating: 0, count: batch.count)
    var any: UInt64 = 0
    batch.withBuffers { buffers in
      let dates = buffers.column(dated)
      for (bit, days) in exemptions.days {
        let (from, to) = (days.lowerBound * unit, (days.upperBound + 1) * unit)
        for row in bits.indices where dates[row] >= from && dates[row] < to { bits[row] |= 1 << UInt64(bit) }
      }
    }
    for row in bits.indices where bits[row] != 0 {
      bits[row] &= coverage(of: batch.guild(of: row), guilds)
      any |= bits[row]
    }
    return any == 0 ? nil : bits
  }

  private mutating func coverage(of guild: Int32, _ guilds: GuildIndex) -> UInt64 {
    if Int(guild) >= coverage.count { coverage += guilds.ids[coverage.count...].map(plan.coverage) }
    return coverage[Int(guild)]
  }
}
