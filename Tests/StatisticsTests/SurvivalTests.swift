import Statistics
import Testing

@Suite struct SurvivalTests {
  @Test("the interval of a survival is SciPy's")
  func interval() throws {
    for expected in try Expected.read().survival {
      let sum = greenwood(events: expected.events, atRisk: expected.atRisk)
      let interval = try #require(
        cloglogInterval(survival: expected.survival, greenwood: sum, confidence: expected.confidence))
      expectClose(interval.low, expected.low, within: 1e-10)
      expectClose(interval.high, expected.high, within: 1e-10)
    }
  }

  @Test("without events, or with nobody left, there is no interval")
  func edges() {
    #expect(greenwood(events: [0, 0], atRisk: [5, 3]) == 0)
    #expect(greenwood(events: [0, 0], atRisk: [5, 0]) == 0)
    #expect(greenwood(events: [1, 3], atRisk: [5, 3]) == .infinity)
    #expect(cloglogInterval(survival: 1, greenwood: 0, confidence: 0.9) == nil)
    #expect(cloglogInterval(survival: 0, greenwood: .infinity, confidence: 0.9) == nil)
  }
}
