import RatingProgramme
import RatingRecord
import ScorerKit

/// What must be known besides the events: the guilds, the exchange rates, and adjustments of scores.
struct Groundwork {
  let roster: Roster?
  let rates: ExchangeRates
  let adjustments: AdjustmentTable
  let badRows: [BadRow]
  let inputs: [Input]
  let notices: [String]
  /// The tables that were read.
  let tables: [Table]
  /// The rows that corrections are about.
  let correctedRows: CorrectedRows

  /// - Throws: `EngineError`.
  init(
    guilds guildFiles: [DataSource], rates rateFiles: [DataSource], adjustments adjustmentFiles: [DataSource],
    corrections: CorrectionList = .none, programme: Programme, month: Month
  ) throws {
    var badRows: [BadRow] = []
    var inputs: [Input] = []
    var notices: [String] = []
    var tables = [Guilds.table, FxRates.table]
    var correctedRows = CorrectedRows()

    func note(_ small: SmallTable?, as table: Table) {
      badRows += small?.bad ?? []
      if let small { correctedRows.merge(small.corrected) }
      inputs.append(Input(table: table.name, rows: small?.count, badRows: countByCause(small?.bad ?? [])))
    }

    // What exemptions ask of guilds besides what peer groups do.
    let region = programme.exemptions.contains { !$0.regions.isEmpty } ? [Programme.Exemption.regionAttribute] : []
    let attributes = programme.peers.groupBy + region.filter { !programme.peers.groupBy.contains($0) }
    if !guildFiles.isEmpty {
      let table = try SmallTable(
        Guilds.table, guildFiles, further: attributes, corrections: corrections[table: Guilds.table.name]
      ) {
        Roster.isOutside($0, $1, month)
      }
      let roster = try Roster(table, attributes: attributes)
      note(table, as: Guilds.table)
      for attribute in roster.absentAttributes where region.contains(attribute) {
        notices.append(
          "exemptions name regions, and the table guilds has no column \(attribute): they cover nobody by it")
      }
      for attribute in roster.absentAttributes where programme.peers.groupBy.contains(attribute) {
        notices.append("peers.group_by names \(attribute), and the table guilds has no such column: it groups nobody")
      }
      self.roster = roster
    } else {
      note(nil, as: Guilds.table)
      roster = nil
      if !region.isEmpty {
        notices.append(
          "exemptions name regions, and without a table guilds nobody knows who is where: they cover nobody by them")
      }
      if !programme.peers.groupBy.isEmpty {
        notices.append("without a table guilds there are no peer groups: everyone is compared with everyone")
      }
    }

    var rates = ExchangeRates(currency: programme.currency)
    if !rateFiles.isEmpty {
      var table = try SmallTable(FxRates.table, rateFiles, corrections: corrections[table: FxRates.table.name]) {
        column, value in
        column == "month" && value > month.ordinal
      }
      try rates.add(&table)
      note(table, as: FxRates.table)
    }
    self.rates = rates

    var adjustments = AdjustmentTable()
    if let rules = programme.adjustments {
      tables.append(Adjustments.table)
      var table: SmallTable?
      if !adjustmentFiles.isEmpty {
        var rows = try SmallTable(
          Adjustments.table, adjustmentFiles, corrections: corrections[table: Adjustments.table.name]
        ) { column, value in
          column == "month" && value != month.ordinal
        }
        adjustments = try AdjustmentTable(&rows, roster: roster, atMost: rules.atMost)
        table = rows
      }
      note(table, as: Adjustments.table)
    } else if !adjustmentFiles.isEmpty {
      notices.append("the table adjustments counts for nothing: the programme says nothing of `adjustments`")
    }
    self.adjustments = adjustments
    self.badRows = badRows
    self.inputs = inputs
    self.notices = notices
    self.tables = tables
    self.correctedRows = correctedRows
  }

  var guildIndex: GuildIndex {
    roster.map { GuildIndex($0.guilds.map(\.id), leftOut: $0.leftOut) } ?? GuildIndex()
  }
}
