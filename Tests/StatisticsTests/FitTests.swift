import Statistics
import Testing

@Suite struct FitTests {
  @Test("the beta distribution of groups' shares is where the likelihood is highest")
  func betaBinomial() throws {
    for expected in try Expected.read().betaBinomial {
      guard case .spread(let fit) = fitBetaBinomial(successes: expected.successes, trials: expected.trials) else {
        Issue.record("no spread was found: \(expected)")
        continue
      }
      expectClose(fit.a, expected.a, within: 1e-8)
      expectClose(fit.b, expected.b, within: 1e-8)
    }
  }

  @Test("the gamma distribution of groups' rates is where the likelihood is highest")
  func gammaPoisson() throws {
    for expected in try Expected.read().gammaPoisson {
      guard case .spread(let fit) = fitGammaPoisson(events: expected.events, exposures: expected.exposures) else {
        Issue.record("no spread was found: \(expected)")
        continue
      }
      expectClose(fit.shape, expected.shape, within: 1e-8)
      expectClose(fit.rate, expected.rate, within: 1e-8)
    }
  }

  @Test("shares that differ no more than chance makes them are alike")
  func alikeShares() {
    #expect(fitBetaBinomial(successes: [50, 50, 50], trials: [100, 100, 100]) == .alike(mean: 0.5))
    #expect(fitBetaBinomial(successes: [1, 0, 1, 0], trials: [1, 1, 1, 1]) == .alike(mean: 0.5))
    #expect(fitBetaBinomial(successes: [89, 91, 0], trials: [100, 100, 0]) == .alike(mean: 0.9))
    #expect(fitBetaBinomial(successes: [5e8, 5e8], trials: [1e9, 1e9]) == .alike(mean: 0.5))
  }

  @Test("rates that differ no more than chance makes them are alike")
  func alikeRates() {
    #expect(fitGammaPoisson(events: [5, 5, 5], exposures: [10, 10, 10]) == .alike(mean: 0.5))
    #expect(fitGammaPoisson(events: [4, 6], exposures: [10, 10]) == .alike(mean: 0.5))
    #expect(fitGammaPoisson(events: [1, 0], exposures: [1, 1]) == .alike(mean: 0.5))
  }

  @Test("of one group, of nothing but successes or failures, of all or nothing, there is nothing to be said")
  func unknownShares() {
    #expect(fitBetaBinomial(successes: [], trials: []) == .unknown)
    #expect(fitBetaBinomial(successes: [3, 0], trials: [10, 0]) == .unknown)
    #expect(fitBetaBinomial(successes: [0, 0], trials: [10, 20]) == .unknown)
    #expect(fitBetaBinomial(successes: [10, 20], trials: [10, 20]) == .unknown)
    #expect(fitBetaBinomial(successes: [10, 0, 5], trials: [10, 20, 5]) == .unknown)
    #expect(fitGammaPoisson(events: [3], exposures: [10]) == .unknown)
    #expect(fitGammaPoisson(events: [0, 0], exposures: [10, 20]) == .unknown)
  }

  @Test("one group with all the events is as much spread as there can be")
  func concentratedEvents() {
    guard case .spread(let fit) = fitGammaPoisson(events: [40, 0, 0, 0], exposures: [10, 10, 10, 10]) else {
      Issue.record("no spread was found")
      return
    }
    #expect(fit.shape > 0 && fit.shape < 0.2)
    expectClose(fit.mean, 1, within: 1e-8)
  }

  @Test("groups without data change nothing")
  func withoutData() {
    #expect(
      fitBetaBinomial(successes: [3, 0, 40, 9], trials: [10, 0, 50, 40])
        == fitBetaBinomial(successes: [3, 40, 9], trials: [10, 50, 40]))
    #expect(
      fitGammaPoisson(events: [3, 0, 40, 9], exposures: [10, 0, 50, 40])
        == fitGammaPoisson(events: [3, 40, 9], exposures: [10, 50, 40]))
  }

  @Test("large groups that hardly differ have a large concentration")
  func largeConcentration() {
    let trials = [Double](repeating: 1e7, count: 6)
    guard
      case .spread(let fit) = fitBetaBinomial(
        successes: [5_000_000, 5_004_000, 4_996_000, 5_002_500, 4_997_000, 5_000_500], trials: trials)
    else {
      Issue.record("no spread was found")
      return
    }
    // By moments: the shares' variance less what chance gives.
    expectClose(fit.a + fit.b, 4.6e6, within: 0.5)
    expectClose(fit.mean, 0.5, within: 1e-4)
  }

  @Test("Paule and Mandel's variance is the root of Q")
  func pauleMandels() throws {
    for expected in try Expected.read().pauleMandel {
      let fit = try #require(pauleMandel(values: expected.values, variances: expected.variances))
      expectClose(fit.mean, expected.mean, within: 1e-10)
      expectClose(fit.betweenVariance, expected.betweenVariance, within: 1e-8)
    }
  }

  @Test("Paule and Mandel at the edges")
  func pauleMandelEdges() throws {
    #expect(pauleMandel(values: [1], variances: [1]) == nil)
    #expect(pauleMandel(values: [1, .infinity], variances: [1, 1]) == nil)
    #expect(pauleMandel(values: [1, 2], variances: [1, -1]) == nil)
    let same = try #require(pauleMandel(values: [2, 2, 2], variances: [1, 3, 5]))
    expectClose(same.mean, 2, within: 1e-12)
    #expect(same.betweenVariance == 0)
    let exact = try #require(pauleMandel(values: [1, 3], variances: [0, 0]))
    expectClose(exact.mean, 2, within: 1e-9)
    expectClose(exact.betweenVariance, 2, within: 1e-9)
    let oneExact = try #require(pauleMandel(values: [1, 1.1], variances: [0, 4]))
    #expect(oneExact == (1, 0))
  }
}
