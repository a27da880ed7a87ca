import ScorerKit
import Statistics
import Testing

@testable import PlatformSimulator

@Suite struct TruthTests {
  @Test(
    "measures of a large guild lie within four standard errors of the truth",
    arguments: [(1, 0.0, 0.0), (2, 0.2, 0.0), (3, 0.0, 0.3)] as [(UInt64, Double, Double)])
  func measures(seed: UInt64, drift: Double, differ: Double) throws {
    let platform = try SimulatedPlatform(
      options {
        $0.guilds = 1
        $0.broadcasters = 4000
        $0.seed = seed
        $0.drift = drift
        $0.broadcastersDiffer = differ
      })
    // Within a broadcaster events are alike, so that the standard errors of independent ones are too small; and the two
    // measures that take the last month's qualities alone are left out where those change.
    let slack = differ > 0 ? 1.5 : 1
    let approximate = ["responsiveness.median_first_response", "responsiveness.reopen_rate"]
    let truth = try #require(platform.truth()["G0001"]?["2026-10"])
    let measures = platform.measures(Month(year: 2026, month: 10))
    #expect(measures.count == 16)
    for measure in measures where drift == 0 || !approximate.contains(measure.quantity) {
      let expected = try #require(truth[measure.quantity])
      #expect(
        abs(measure.value - expected) < 4 * slack * measure.standardError,
        "\(measure.quantity) is \(measure.value) ± \(measure.standardError), expected \(expected); seed \(seed)")
      #expect(measure.standardError < 0.7 * expected, "\(measure.quantity) says too little; seed \(seed)")
    }
  }

  @Test("without drift the truth stays the same from month to month")
  func constant() throws {
    let truth = try SimulatedPlatform(
      options {
        $0.drift = 0
        $0.months = 4
      }
    ).truth()
    for months in truth.values {
      let first = try #require(months.values.first)
      for month in months.values {
        // Months are of different lengths, so the same is undecided at the end of each, but not the same share.
        for (quantity, value) in month where quantity != "complaint_rate.pending_share" {
          #expect(abs(value - first[quantity]!) < 1e-9)
        }
      }
    }
  }

  @Test("with drift qualities change, and stay within 0 and 1")
  func drift() throws {
    let truth = try SimulatedPlatform(
      options {
        $0.drift = 0.5
        $0.months = 8
        $0.requestsPerBroadcasterMonth = 0
      }
    )
    .truth()
    var values: Set<Double> = []
    for month in truth.values.flatMap(\.values) {
      for (quantity, value) in month where quantity.hasPrefix("quality.") {
        #expect((0...1).contains(value))
        values.insert(value)
      }
    }
    #expect(values.count > 12 * 4 * 6)
  }

  @Test("what broadcasters leave for each reason adds up to what is not retained")
  func reasons() throws {
    for months in try SimulatedPlatform(options()).truth().values {
      for month in months.values {
        let reasons = month.filter { $0.key.hasPrefix("retention.exit_reasons.") }
        #expect(reasons.count == 9)
        #expect(abs(reasons.values.reduce(0, +) - (1 - month["retention.retention_at_horizon"]!)) < 1e-12)
      }
    }
  }

  @Test("the median reply comes within a day whatever the service, so that no month's end hides it")
  func median() {
    for service in stride(from: 0.0, through: 1, by: 0.05) {
      #expect(ResponseModel(service: service).medianFirstResponse < 24)
    }
  }

  @Test("a better quality betters every measure that it moves")
  func monotone() {
    for quality in stride(from: 0.0, to: 1, by: 0.05) {
      let (worse, better) = (quality, quality + 0.05)
      let (slow, fast) = (ResponseModel(service: worse), ResponseModel(service: better))
      #expect(fast.withinTargetRate(target: 86_400) > slow.withinTargetRate(target: 86_400))
      #expect(fast.resolutionRate(target: 259_200) > slow.resolutionRate(target: 259_200))
      #expect(fast.medianFirstResponse < slow.medianFirstResponse)
      #expect(fast.reopenRate(limit: 604_800) < slow.reopenRate(limit: 604_800))
      let (mean, fair) = (PayoutModel(pay: worse), PayoutModel(pay: better))
      #expect(fair.onTimeRate > mean.onTimeRate)
      #expect(fair.underpaymentRate(limit: 30) < mean.underpaymentRate(limit: 30))
      #expect(fair.meanDaysLate(limit: 30) < mean.meanDaysLate(limit: 30))
      #expect(fair.shareDispersion(limit: 30) < mean.shareDispersion(limit: 30))
      let (rough, kind) = (ComplaintModel(conduct: worse), ComplaintModel(conduct: better))
      #expect(kind.filed * kind.upheld * kind.meanSeverity < rough.filed * rough.upheld * rough.meanSeverity)
    }
  }

  @Test("the normal quantile undoes the distribution", arguments: [1e-12, 1e-5, 0.02, 0.3, 0.5, 0.6, 0.99, 0.999999])
  func quantile(p: Double) {
    #expect(abs(Normal.cumulative(Normal.quantile(p)) / p - 1) < 1e-12)
  }

  @Test("however much broadcasters differ, on average they are the guild", arguments: [0.1, 0.5, 0.9])
  func average(own: Double) {
    let steps = 20_000
    let mean =
      (0..<steps).reduce(0) { sum, i in
        let effect = Normal.quantile((Double(i) + 0.5) / Double(steps))
        return sum + Normal.probability(0.07, given: effect, own: own)
      } / Double(steps)
    #expect(abs(mean - 0.07) < 1e-4)
  }
}
