import Statistics
import Testing

@Suite struct CounterRandomTests {
  @Test("the words are those published with the generator")
  func knownAnswers() {
    let all = UInt32.max
    #expect(CounterRandom(key: (0, 0)).block(0, 0, 0, 0) == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(
      CounterRandom(key: (all, all)).block(all, all, all, all) == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      CounterRandom(key: (0xa409_3822, 0x299f_31d0)).block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344)
        == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test("a uniform number is never 0 or 1")
  func open() {
    #expect(CounterRandom.uniform(0) == 0x1p-33)
    #expect(CounterRandom.uniform(.max) == 1 - 0x1p-33)
    #expect(CounterRandom.uniform(0, 0) == 0x1p-53)
    #expect(CounterRandom.uniform(.max, .max) == 1 - 0x1p-53)
  }

  @Test("uniform numbers have the mean and variance they should, within four standard errors")
  func moments() {
    let random = CounterRandom(key: (7, 1))
    let count = 40_000
    var (sum, squares) = (0.0, 0.0)
    for place in 0..<UInt32(count / 4) {
      let words = random.block(place)
      for u in [words.0, words.1, words.2, words.3].map(CounterRandom.uniform) {
        sum += u - 0.5
        squares += (u - 0.5) * (u - 0.5)
      }
    }
    #expect(abs(sum / Double(count)) < 4 * (1 / 12.0 / Double(count)).squareRoot())
    #expect(abs(squares / Double(count) - 1 / 12.0) < 4 * (1 / 180.0 / Double(count)).squareRoot())
  }
}
