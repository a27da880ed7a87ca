extension Memberships {
  /// How many days of a spell [joined, left) lie in the window: the exposure that rates are counted over.
  @inlinable public static func exposedDays(joined: Int64, left: Int64?, in window: Window) -> Int64 {
    max(0, min(left ?? window.end, window.end) - max(joined, window.start))
  }
}
