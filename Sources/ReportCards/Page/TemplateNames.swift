import Mustache

/// The names templates know things by, looked up here: swift-mustache would else read every one by reflection, at a
/// hundred times the cost. A name that is not known is a fault of ours, and the tests stop at it.
func unknown(_ name: String, _ view: String) -> Any? {
  assertionFailure("a template asks \(view) for \(name)")
  return nil
}

extension CardPage: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "style": Stylesheet.page
    case "card": card
    case "opening": opening
    case "sentences": sentences
    case "standing": standing
    case "scorers": scorers
    case "isRated": isRated
    case "hasPeers": hasPeers
    case "hasImprovements": hasImprovements
    case "hasGates": hasGates
    case "hasFollows": hasFollows
    case "reasons": reasons
    default: unknown(name, "CardPage")
    }
  }
}

extension CardPage.StandingView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "tier": standing.tier
    case "scoreText": standing.scoreText
    case "distances": standing.distances
    case "scale": scale
    default: unknown(name, "StandingView")
    }
  }
}

extension CardPage.ScorerView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "title": part.title
    case "summary": part.summary
    case "window": part.window
    case "note": part.note
    case "earnedText": part.earnedText
    case "possibleText": part.possibleText
    case "bar": bar
    case "none": bar == nil ? " none" : ""
    case "measures": measures
    case "hasMeasures": hasMeasures
    default: unknown(name, "ScorerView")
    }
  }
}

extension CardPage.MeasureView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "title": line.title
    case "role": line.role
    case "value": line.value
    case "sample": line.sample
    case "note": line.note
    case "target": line.target ?? "–"
    case "peers": line.peerMedian ?? "–"
    case "points": line.points ?? "–"
    case "noTarget": line.target == nil ? " none" : ""
    case "noPeers": line.peerMedian == nil ? " none" : ""
    case "noPoints": line.points == nil ? " none" : ""
    case "noStrip": strip == nil ? " none" : ""
    case "strip": strip
    default: unknown(name, "MeasureView")
    }
  }
}

extension CardPage.ReasonView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "title": part.title
    case "shareTitle": part.shareTitle
    case "note": part.note
    case "hasRows": !part.rows.isEmpty
    case "rows": rows
    default: unknown(name, "ReasonView")
    }
  }
}

extension CardPage.ReasonView.RowView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "reason": row.reason
    case "count": row.count
    case "share": row.share
    case "bar": bar
    default: unknown(name, "RowView")
    }
  }
}

extension Card: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "guild": guild
    case "guildID": guildID
    case "month": month
    case "programme": programme
    case "remarks": remarks
    case "sum": sum
    case "withheldSum": withheldSum
    case "improvements": improvements
    case "next": next
    case "gates": gates
    case "incentives": incentives
    case "provenance": provenance
    default: unknown(name, "Card")
    }
  }
}

extension Card.Phrase: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "isStrong": isStrong
    case "isName": isName
    default: unknown(name, "Phrase")
    }
  }
}

extension Card.Fact: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "label": label
    case "lines": lines
    default: unknown(name, "Fact")
    }
  }
}

extension Card.Advice: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "act": act
    case "gain": gain
    case "detail": detail
    case "playbook": playbook
    default: unknown(name, "Advice")
    }
  }
}

extension Card.NextStep: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "summary": summary
    case "acts": acts
    case "remarks": remarks
    default: unknown(name, "NextStep")
    }
  }
}

extension Card.GateLine: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "name": self.name
    case "outcome": outcome
    case "hasFired": hasFired
    case "reason": reason
    case "conditions": conditions
    default: unknown(name, "GateLine")
    }
  }
}

extension Card.IncentivePart: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "lines": lines
    case "total": total
    case "budget": budget
    default: unknown(name, "IncentivePart")
    }
  }
}

extension Card.IncentivePart.Line: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "title": title
    case "arithmetic": arithmetic
    case "granted": granted
    default: unknown(name, "IncentivePart.Line")
    }
  }
}
