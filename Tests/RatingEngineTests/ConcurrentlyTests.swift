import RatingRecord
import Testing

@testable import RatingEngine

@Suite("Pieces of work on several threads")
struct ConcurrentlyTests {
  struct Refused: Error, Equatable { let piece: Int }

  @Test("results stand in the pieces' order, whoever did which", arguments: [1, 2, 3, 16], [0, 1, 2, 1000])
  func order(_ threads: Int, _ count: Int) {
    let squares = concurrently(count, threads: threads) { $0 * $0 }
    #expect(squares == (0..<count).map { $0 * $0 })
  }

  @Test("an error ends it", arguments: [1, 4])
  func errors(_ threads: Int) {
    #expect(throws: Refused(piece: 7)) {
      try concurrently(100, threads: threads) { piece in
        if piece == 7 { throw Refused(piece: piece) }
      }
    }
  }
}
