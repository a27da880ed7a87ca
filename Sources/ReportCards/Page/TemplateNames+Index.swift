import Mustache

extension IndexPage: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "style": Stylesheet.page
    case "script": indexScript
    case "month": month
    case "programme": programme
    case "version": version
    case "status": status
    case "rated": rated
    case "guilds": guilds
    case "summary": summary
    case "tiers": tiers
    case "decisions": decisions
    case "hasDecisions": hasDecisions
    case "groups": groups
    case "scorers": scorers
    case "rows": rows
    case "incentives": incentives
    case "coverage": coverage
    case "inputs": inputs
    case "tool": tool
    case "digest": digest
    default: unknown(name, "IndexPage")
    }
  }
}

extension IndexPage.TierRow: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "name": self.name
    case "from": from
    case "bar": bar
    case "guilds": guilds
    default: unknown(name, "TierRow")
    }
  }
}

extension IndexPage.DecisionView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "title": title
    case "reason": reason
    case "first": first
    case "hasRest": !rest.isEmpty
    case "rest": rest
    case "more": more
    default: unknown(name, "DecisionView")
    }
  }
}

extension IndexPage.DecisionView.Link: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "name": self.name
    case "address": address
    case "separator": separator
    default: unknown(name, "Link")
    }
  }
}

extension IndexPage.Group: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "key": key
    case "name": self.name
    default: unknown(name, "Group")
    }
  }
}

extension IndexPage.GuildRow: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "order": order
    case "rank": rank
    case "name": self.name
    case "id": id
    case "address": address
    case "group": group
    case "groupName": groupName
    case "tier": tier
    case "tierOrder": tierOrder
    case "score": score
    case "scoreOrder": scoreOrder
    case "points": points
    case "flags": flags
    default: unknown(name, "GuildRow")
    }
  }
}

extension IndexPage.GuildRow.Points: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "scorer": scorer
    case "text": text
    case "order": order
    default: unknown(name, "Points")
    }
  }
}

extension IndexPage.IncentiveView: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "budget": budget
    case "earned": earned
    case "granted": granted
    case "rule": rule
    default: unknown(name, "IncentiveView")
    }
  }
}

extension IndexPage.CoverageRow: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "name": self.name
    case "about": about
    case "bar": bar
    case "guilds": guilds
    default: unknown(name, "CoverageRow")
    }
  }
}

extension IndexPage.InputRow: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "table": table
    case "rows": rows
    case "bad": bad
    case "share": share
    case "causes": causes
    default: unknown(name, "InputRow")
    }
  }
}
