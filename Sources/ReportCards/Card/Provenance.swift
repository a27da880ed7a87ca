import RatingRecord

/// How a card was made: what it rests on, and how to contest it.
struct Provenance {
  let guild: GuildRating
  let record: RatingRecord

  var facts: [Card.Fact] {
    [windows, peers, broadcasters, noData, certainty, badRows, absent, programme, ledger, contest].compactMap { $0 }
  }

  private var windows: Card.Fact {
    var periods: [(period: String, scorers: [String])] = []
    for scorer in record.coverage {
      let period = periodText(scorer.window)
      if let i = periods.firstIndex(where: { $0.period == period }) {
        periods[i].scorers.append(visible(scorer.title))
      } else {
        periods.append((period, [visible(scorer.title)]))
      }
    }
    return Card.Fact(label: "Window", lines: periods.map { "\($0.period): \(listed($0.scorers))" })
  }

  private var peers: Card.Fact {
    let group = guild.peerGroup
    let guilds = group.guilds < Disclosure.fewest ? "fewer than 5 guilds" : counted(Int64(group.guilds), "guild")
    let size =
      group.guilds < Disclosure.fewest ? "\(guilds), so no figure of theirs is shown" : "\(guilds), this one included"
    if group.isFallback {
      // Bands by size can't place it.
      let isUnplaced = guild.broadcasters == nil && group.attributes.contains { $0.name == "broadcasters" }
      let why =
        isUnplaced
        ? "how many broadcasters it has is not known"
        : "its own group is smaller than \(record.programme.peersAtLeast)"
      return Card.Fact(label: "Peers", lines: ["Everyone (\(size)): \(why)"])
    }
    return Card.Fact(label: "Peers", lines: ["\(groupText(group)): \(size)"])
  }

  private var broadcasters: Card.Fact? {
    guild.broadcasters.map {
      Card.Fact(label: "Broadcasters", lines: ["\(decimal(Double($0), places: 0)) in the window"])
    }
  }

  private var noData: Card.Fact? {
    let lines = guild.scorers.compactMap { scorer -> String? in
      let coverage = record.coverage.first { $0.id == scorer.id }
      if let why = coverage?.noData { return "\(record.title(of: scorer.id)): \(visible(why))" }
      let missing = scorer.measures.filter { result in
        result.noData != nil && record.summary(of: scorer.id, result.id)?.kind != .breakdown
      }
      guard !missing.isEmpty else { return nil }
      let titles = missing.map { visible(record.summary(of: scorer.id, $0.id)?.title ?? $0.id) }
      return "\(record.title(of: scorer.id)): \(listed(titles))"
    }
    return lines.isEmpty ? nil : Card.Fact(label: "No data", lines: lines)
  }

  /// `nil` where nothing tells.
  private var certainty: Card.Fact? {
    guard guild.knownInterval != nil else { return nil }
    let evidence = record.programme.evidence
    let draws = counted(Int64(evidence.draws), "draw")
    var lines = ["\(draws) of what each measure may truly be; “likely” is \(confidenceText(evidence.confidence)) sure"]
    if evidence.shrinkTo == "peers" {
      lines.append("What a guild’s own figures leave open is filled in from its peers")
    }
    if evidence.isCautious { lines.append("The cautious end of each measure is scored") }
    let exact = guild.scorers.filter { $0.weight > 0 && !$0.isNeutral }.flatMap { scorer in
      scorer.measures.filter { $0.points != nil && $0.weight > 0 && $0.interval == nil }.map {
        visible(record.summary(of: scorer.id, $0.id)?.title ?? $0.id)
      }
    }
    if !exact.isEmpty { lines.append("Taken as it stands, since nothing tells how sure it is: \(listed(exact))") }
    return Card.Fact(label: "How sure it is", lines: lines)
  }

  /// How many; their causes are the platform's business, and stand on the index.
  private var badRows: Card.Fact {
    let tables = record.inputs.compactMap { input -> String? in
      guard let rows = input.rows, !input.badRows.isEmpty else { return nil }
      let bad = input.badRows.reduce(0) { $0 + $1.count }
      return "\(visible(input.table)) \(decimal(Double(bad), places: 0)) of \(counted(rows, "row"))"
    }
    return Card.Fact(
      label: "Bad rows set aside", lines: [tables.isEmpty ? "None" : "\(listed(tables)), over all guilds"])
  }

  private var absent: Card.Fact? {
    let tables = record.inputs.filter { $0.rows == nil }.map { visible($0.table) }
    return tables.isEmpty ? nil : Card.Fact(label: "Tables not there", lines: [listed(tables)])
  }

  private var programme: Card.Fact {
    let programme = record.programme
    // How far the month has come stands at the top, where there is more to say than that it is a draft.
    let status = record.standingText(of: guild) == nil ? ", \(record.status.rawValue)" : ""
    let tool = "made with \(visible(record.tool.name)) \(visible(record.tool.version))\(status)"
    return Card.Fact(
      label: "Programme",
      lines: ["\(visible(programme.name)), version \(programme.version); \(tool)", visible(programme.digest)])
  }

  /// `nil` for what no ledger holds.
  private var ledger: Card.Fact? {
    record.ledgerText.map { Card.Fact(label: "Ledger", lines: [$0]) }
  }

  private var contest: Card.Fact { Card.Fact(label: "To contest it", lines: [record.contestText]) }
}

/// `region EU`; `everyone` where nothing makes groups.
func groupText(_ group: PeerGroup) -> String {
  guard !group.attributes.isEmpty else { return "Everyone" }
  return group.attributes.map { attribute in
    let value = visibleName(attribute.value.description)
    return "\(words(attribute.name)) \(value.isEmpty ? "not given" : value)"
  }.joined(separator: ", ")
}
