import Statistics
import TestSupport
import Testing

@Suite struct SelectionTests {
  @Test(
    "what stands at a place is what sorting puts there, whatever was selected before", arguments: [1, 2, 3, 7, 200])
  func likeSorting(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    for different in [1, 2, 10, 1_000_000] {
      var values = (0..<count).map { _ in Double(Int.random(in: 0..<different, using: &random)) }
      let sorted = values.sorted()
      for place in sorted.indices { #expect(select(place, of: &values) == sorted[place]) }
      #expect(values.sorted() == sorted)
    }
  }

  @Test("sorted, turned round and infinite values")
  func orders() {
    var rising = (0..<50).map(Double.init) + [.infinity]
    #expect(select(50, of: &rising) == .infinity)
    var falling = Array((0..<50).map(Double.init).reversed())
    #expect(select(49, of: &falling) == 49)
    #expect(select(0, of: &falling) == 0)
  }
}
