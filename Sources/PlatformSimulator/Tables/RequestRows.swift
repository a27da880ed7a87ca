import ScorerKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes the requests day by day, each day's in the order they were opened.
///
/// Memory: one day's requests, 40 bytes each, and a number for each membership.
struct RequestRows {
  static let columns = [
    "request_id", "guild_id", "broadcaster_id", "opened_at", "first_response_at", "resolved_at", "reopened_at",
    "channel",
  ]
  /// Days of requests before the first month: what is due, or settled, early in it was opened before.
  static let lead = 7 as Int64
  private static let channels = ["in_app", "chat", "email", "phone"]
  private static let channelShares = [0.45, 0.3, 0.2, 0.05]

  private struct Request {
    var guild: Int32
    var broadcaster: Int32
    var channel: Int
    var course: ResponseModel.Course
  }

  private let platform: Platform
  private var streams: [Random]
  /// By spell, the probability that it opens no request on a day.
  private var silence: ContiguousArray<Double>
  private var models: [ResponseModel] = []
  private var day: [Request] = []
  /// Second of the day · 2³² + index in `day`: so equal seconds keep one order.
  private var keys: [UInt64] = []

  init(_ platform: Platform) {
    self.platform = platform
    let options = platform.options
    streams = platform.guilds.map { Random(seed: options.seed, .requests, $0.index) }
    let daily = options.requestsPerBroadcasterMonth / Calendar.daysPerMonth
    silence = ContiguousArray(repeating: exp(-daily), count: platform.roster.spells.count)
    guard options.broadcastersDiffer > 0 else { return }
    for guild in platform.guilds {
      for spell in platform.roster.ranges[guild.index] {
        var temperament = platform.temperament(guild, spell: spell, .requestVolume)
        silence[spell] = exp(-daily * temperament.volume())
      }
    }
  }

  mutating func write(to table: inout EventTable) throws(SimulationError) {
    let timeline = platform.timeline
    for month in (Timeline.runIn - 1)..<timeline.months.count {
      models = platform.guilds.map { ResponseModel(service: $0.qualities[month].service) }
      for day in timeline.days(month) where day >= timeline.bounds[Timeline.runIn] - RequestRows.lead {
        draw(day)
        try write(day, to: &table)
      }
    }
  }

  private mutating func draw(_ date: Int64) {
    day.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    for guild in platform.guilds.indices {
      var random = streams[guild]
      for index in platform.roster.ranges[guild] {
        let spell = platform.roster.spells[index]
        guard spell.isActive(on: date) else { continue }
        let count = random.poisson(none: silence[index])
        guard count > 0 else { continue }
        let model = models[guild].felt(by: platform.temperament(platform.guilds[guild], spell: index, .requests))
        for _ in 0..<count {
          keys.append(UInt64(random.below(Int(Calendar.secondsPerDay))) << 32 | UInt64(day.count))
          day.append(
            Request(
              guild: Int32(guild), broadcaster: spell.broadcaster,
              channel: random.index(ofShares: RequestRows.channelShares), course: model.course(&random)))
        }
      }
      streams[guild] = random
    }
    keys.sort()
  }

  private func write(_ date: Int64, to table: inout EventTable) throws(SimulationError) {
    let (file, end) = (table.file, platform.timeline.endTime)
    for key in keys {
      let request = day[Int(key & 0xFFFF_FFFF)]
      let opened = date * Calendar.secondsPerDay + Int64(key >> 32)
      try file.startRow()
      file.id("R", table.rows + 1, width: 9)
      file.bytes(platform.guilds[Int(request.guild)].id)
      file.broadcaster(request.broadcaster)
      file.time(opened)
      let course = request.course
      file.time(course.answered < 0 ? end : opened + course.answered, before: end)
      file.time(course.resolved < 0 ? end : opened + course.resolved, before: end)
      file.time(course.reopened < 0 ? end : opened + course.reopened, before: end)
      file.text(RequestRows.channels[request.channel])
      try table.endRow(of: platform.guilds[Int(request.guild)])
    }
  }
}
