import Dispatch
import Synchronization

/// Does so many pieces of work, numbered from 0, on several threads: whichever is free takes the next.
///
/// - Returns: the pieces' results in their order, whoever did which.
/// - Throws: the first error that came; no piece is begun after it.
@discardableResult
package func concurrently<Result: Sendable, Failure: Error>(
  _ count: Int, threads: Int, piece: @Sendable (Int) throws(Failure) -> Result
) throws(Failure) -> [Result] {
  let next = Atomic(0)
  let failure = Mutex<Failure?>(nil)
  let results = Mutex([Result?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
    var done: [(place: Int, result: Result)] = []
    while case let place = next.wrappingAdd(1, ordering: .relaxed).oldValue, place < count {
      do throws(Failure) {
        done.append((place, try piece(place)))
      } catch {
        failure.withLock { $0 = $0 ?? error }
        next.store(count, ordering: .relaxed)
      }
    }
    results.withLock { [done] results in
      for (place, result) in done { results[place] = result }
    }
  }
  if let failure = failure.withLock({ $0 }) { throw failure }
  return results.withLock { $0.compactMap(\.self) }
}
