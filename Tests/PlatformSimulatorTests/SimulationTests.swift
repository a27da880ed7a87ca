import Foundation
import PlatformSimulator
import ScorerKit
import Testing

@Suite struct SimulationTests {
  @Test("the same seed and options give the same bytes, another seed others")
  func bytes() throws {
    let changes = options {
      $0.badRows = 0.01
      $0.broadcastersDiffer = 0.2
      $0.currencies = ["USD", "EUR", "JPY"]
    }
    let (first, again) = (try SimulatedPlatform(changes), try SimulatedPlatform(changes))
    #expect(first.files == again.files)
    #expect(first.summary == again.summary)
    var other = changes
    other.seed = 2
    for (name, content) in try SimulatedPlatform(other).files { #expect(content != first.files[name]) }
  }

  @Test("more requests leave every other table as it is")
  func streams() throws {
    let few = try SimulatedPlatform(options { $0.requestsPerBroadcasterMonth = 1 })
    let many = try SimulatedPlatform(options { $0.requestsPerBroadcasterMonth = 5 })
    for (name, content) in few.files { #expect((content == many.files[name]) == (name != "requests.csv"), "\(name)") }
  }

  @Test("every row keeps the data contract, and every key is unique")
  func contract() throws {
    let platform = try SimulatedPlatform(options { $0.currencies = ["USD", "EUR"] })
    for table in Contract.tables {
      #expect(platform.badLines(table).isEmpty)
      let keys = platform.records(table.name).map { row in table.key.map { row[$0]! } }
      #expect(Set(keys).count == keys.count)
      #expect(platform.summary.table(table.name)?.rows == keys.count)
    }
    let guilds = platform.rows("guilds")
    #expect(guilds.count == 12)
    #expect(Set(guilds.map { $0[1] }).count == 12)
    #expect(platform.summary.broadcasters == platform.rows("memberships").count)
  }

  @Test("events fall within a spell of their broadcaster, and spells within the life of their guild")
  func spells() throws {
    let platform = try SimulatedPlatform(
      options {
        $0.guilds = 100
        $0.broadcasters = 1000
        $0.months = 4
        $0.requestsPerBroadcasterMonth = 1
      })
    var spells: [String: [String: String]] = [:]
    for row in platform.records("memberships") { spells[row["broadcaster_id"]!] = row }
    for (table, date) in [("requests", "opened_at"), ("complaints", "filed_at")] {
      for row in platform.records(table) {
        let spell = try #require(spells[row["broadcaster_id"]!])
        let day = row[date]!.prefix(10)
        #expect(spell["guild_id"] == row["guild_id"])
        #expect(day >= spell["joined_on"]! && (spell["left_on"]! == "" || day < spell["left_on"]!))
      }
    }
    let guilds = platform.records("guilds")
    #expect(guilds.contains { $0["closed_on"] != "" })
    for guild in guilds {
      for spell in spells.values where spell["guild_id"] == guild["guild_id"] {
        #expect(spell["joined_on"]! >= guild["onboarded_on"]!)
        if guild["closed_on"] != "" { #expect(spell["left_on"] != "" && spell["left_on"]! <= guild["closed_on"]!) }
      }
    }
  }

  @Test("nothing is dated at or past the end of the last month")
  func end() throws {
    let platform = try SimulatedPlatform(
      options {
        $0.guilds = 80
        $0.broadcasters = 500
      })
    let dates = ["_at", "_on", "period", "month"]
    for name in platform.files.keys {
      let table = String(name.dropLast(4))
      for row in platform.records(table) {
        for (column, field) in row where dates.contains(where: column.hasSuffix) { #expect(field < "2026-11") }
      }
    }
    #expect(platform.records("requests").contains { $0["opened_at"]! > "2026-10-31" })
    #expect(platform.records("complaints").contains { $0["outcome"] == "pending" })
  }

  @Test("requests come in the order they were opened")
  func order() throws {
    let opened = try SimulatedPlatform(options()).records("requests").map { $0["opened_at"]! }
    #expect(opened == opened.sorted())
  }

  @Test("sizes have a heavy tail, and add up to the broadcasters asked for", arguments: [1, 2, 3] as [UInt64])
  func sizes(seed: UInt64) throws {
    let platform = try SimulatedPlatform(
      options {
        $0.guilds = 200
        $0.broadcasters = 8000
        $0.seed = seed
        $0.requestsPerBroadcasterMonth = 0
      })
    let day = "2026-09-01"
    var sizes: [String: Int] = [:]
    for row in platform.records("memberships")
    where row["joined_on"]! <= day && (row["left_on"] == "" || row["left_on"]! > day) {
      sizes[row["guild_id"]!, default: 0] += 1
    }
    let sorted = sizes.values.sorted(by: >)
    let total = sorted.reduce(0, +)
    #expect((7200...8000).contains(total))
    #expect(Double(sorted.prefix(20).reduce(0, +)) > 0.4 * Double(total))
    #expect(sorted[sorted.count / 2] * 2 < total / sorted.count)
  }

  @Test("about as many requests as asked for")
  func volume() throws {
    let platform = try SimulatedPlatform(options { $0.aim(forRequests: 6000) })
    let inMonths = platform.records("requests").count { $0["opened_at"]! >= "2026-09" }
    #expect((5000...6500).contains(inMonths))
  }

  @Test("each currency but the first has a rate in every month with payouts")
  func rates() throws {
    let platform = try SimulatedPlatform(options { $0.currencies = ["USD", "EUR", "JPY"] })
    let rates = Set(platform.rows("fx_rates").map { [$0[0], $0[1]] })
    let payouts = Set(platform.records("payouts").map { [$0["period"]!, $0["currency"]!] })
    #expect(Set(payouts.map { $0[1] }) == ["USD", "EUR", "JPY"])
    #expect(payouts.filter { $0[1] != "USD" }.isSubset(of: rates))
    #expect(!rates.contains { $0[1] == "USD" })
  }
}
