import Foundation
import Testing

@testable import ReportCards

@Test func look() throws {
  let out = "/work/tmp/cards-look"
  try FileManager.default.createDirectory(atPath: out + "/guilds", withIntermediateDirectories: true)
  for guild in Fixture.record.guilds {
    let name = fileName(for: guild.guildID)
    try cardHTML(of: guild, in: Fixture.record).write(
      toFile: "\(out)/guilds/\(name).html", atomically: true, encoding: .utf8)
  }
}
