import Statistics
import Testing

@Suite struct DistributionTests {
  @Test("beta distributions of all shapes are SciPy's")
  func beta() throws {
    let cases = try Expected.read().beta
    #expect(cases.count > 100)
    for expected in cases {
      let distribution = BetaDistribution(a: expected.a, b: expected.b)
      expectClose(distribution.quantile(expected.p), expected.quantile, within: 1e-8, "\(expected)")
      expectClose(distribution.cumulative(expected.quantile), expected.cumulative, within: 1e-8, "\(expected)")
    }
  }

  @Test("gamma distributions of all shapes are SciPy's")
  func gamma() throws {
    let cases = try Expected.read().gamma
    #expect(cases.count > 100)
    for expected in cases {
      let distribution = GammaDistribution(shape: expected.shape, rate: expected.rate)
      expectClose(distribution.quantile(expected.p), expected.quantile, within: 1e-8, "\(expected)")
      expectClose(distribution.cumulative(expected.quantile), expected.cumulative, within: 1e-8, "\(expected)")
    }
  }

  @Test("a distribution's ends")
  func ends() {
    let beta = BetaDistribution(a: 2, b: 6)
    #expect(beta.mean == 0.25)
    #expect(abs(beta.variance - 12.0 / 576) < 1e-15)
    #expect(beta.quantile(0) == 0)
    #expect(beta.quantile(1) == 1)
    #expect(beta.quantile(1.5).isNaN)
    #expect(beta.cumulative(-3) == 0)
    #expect(beta.cumulative(3) == 1)
    let gamma = GammaDistribution(shape: 8, rate: 2)
    #expect(gamma.mean == 4)
    #expect(gamma.variance == 2)
    #expect(gamma.quantile(0) == 0)
    #expect(gamma.quantile(1) == .infinity)
    #expect(gamma.quantile(-1).isNaN)
    #expect(gamma.cumulative(-3) == 0)
    #expect(gamma.cumulative(.infinity) == 1)
  }

  @Test("what is no distribution answers with no number, and never traps")
  func nonsense() {
    #expect(BetaDistribution(a: -1, b: 2).quantile(0.5).isNaN)
    #expect(BetaDistribution(a: 0, b: 0).cumulative(0.5).isNaN)
    #expect(BetaDistribution(a: .nan, b: 2).cumulative(0.5).isNaN)
    #expect(GammaDistribution(shape: -1, rate: 2).quantile(0.5).isNaN)
    #expect(GammaDistribution(shape: 1, rate: .nan).cumulative(0.5).isNaN)
    #expect(Normal.quantile(1.1).isNaN)
  }

  @Test("the normal distribution is its own inverse", arguments: [1e-300, 1e-9, 0.01, 0.3, 0.5, 0.8, 0.999])
  func normal(p: Double) {
    expectClose(Normal.cumulative(Normal.quantile(p)), p, within: 1e-12)
  }

  @Test("the normal distribution at known places")
  func normalPlaces() {
    expectClose(Normal.quantile(0.975), 1.959963984540054, within: 1e-15)
    expectClose(Normal.cumulative(-1), 0.15865525393145705, within: 1e-15)
    #expect(Normal.quantile(0.5) == 0)
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
  }
}
