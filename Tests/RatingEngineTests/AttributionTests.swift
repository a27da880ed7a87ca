import RatingRecord
import Testing

@testable import RatingEngine

@Suite("Orders in which parts of a change are tried")
struct AttributionTests {
  @Test("up to five parts are tried in every order there is")
  func few() {
    #expect(Attribution.orders(of: 1) == [[0]])
    #expect(Set(Attribution.orders(of: 3)).count == 6)
    #expect(Set(Attribution.orders(of: 5)).count == 120)
  }

  @Test(
    "with each order there is its reverse, and every order has all parts", arguments: [1, 2, 4, 5, 6, 7, 12, 13, 31])
  func reverses(_ parts: Int) {
    let orders = Attribution.orders(of: parts)
    let all = Set(orders)
    for order in orders {
      #expect(order.sorted() == Array(0..<parts))
      #expect(all.contains(order.reversed()))
    }
    #expect(orders.count <= max(120, 24))
  }

  @Test("from six to twelve parts each stands at each place as often as any other", arguments: [6, 9, 12])
  func places(_ parts: Int) {
    let orders = Attribution.orders(of: parts)
    for part in 0..<parts {
      for place in 0..<parts { #expect(orders.count { $0[place] == part } == 2) }
    }
  }
}

@Suite("Tiers of two programmes in one order")
struct TierOrderTests {
  static let names = ["Platinum", "Gold", "Silver", "Bronze"]

  @Test("the same names are the same tiers")
  func same() {
    let order = TierOrder(Self.names, Self.names)
    #expect(order.before == [0, 1, 2, 3] && order.after == order.before && order.isByName)
  }

  @Test("a tier that is put on top is one more, and moves nobody else")
  func more() {
    let order = TierOrder(Self.names, ["Diamond"] + Self.names)
    #expect(order.before == [1, 2, 3, 4] && order.after == [0, 1, 2, 3, 4])
    let within = TierOrder(["A", "C"], ["A", "B", "C", "D"])
    #expect(within.before == [0, 2] && within.after == [0, 1, 2, 3])
  }

  @Test("a tier with another name stands for the one in its place")
  func renamed() {
    let order = TierOrder(Self.names, ["Diamond", "Gold", "Silver", "Iron"])
    #expect(order.before == [0, 1, 2, 3] && order.after == order.before && order.isByName)
    let two = TierOrder(["A", "X", "Y", "B"], ["A", "Z", "B"])
    #expect(two.before == [0, 1, 2, 3] && two.after == [0, 1, 3])
  }

  @Test("tiers that changed places, and tiers without a name in common, go by place")
  func places() {
    for after in [["Gold", "Platinum", "Silver", "Bronze"], ["1", "2", "3"], []] {
      let order = TierOrder(Self.names, after)
      #expect(order.before == [0, 1, 2, 3] && order.after == Array(after.indices) && !order.isByName)
    }
  }

  @Test("turned round, the tiers change places")
  func turned() {
    for after in [["Diamond"] + Self.names, ["Gold", "Bronze"], ["A", "Gold", "B", "C"]] {
      let (there, back) = (TierOrder(Self.names, after), TierOrder(after, Self.names))
      #expect(there.before == back.after && there.after == back.before)
    }
  }
}
