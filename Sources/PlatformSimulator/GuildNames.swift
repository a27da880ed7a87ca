/// Names for guilds that look like names, no two alike, without commas or quotes.
enum GuildNames {
  /// - Complexity: O(count)
  static func make(_ count: Int, seed: UInt64) -> [String] {
    var random = Random(seed: seed, .names)
    let pairs = openings.count * endings.count
    let all = pairs * forms.count
    var order = Array(0..<pairs)
    random.shuffle(&order)
    return (0..<count).map { i in
      let (round, pair) = (i % all / pairs, order[i % pairs])
      let name = "\(openings[pair / endings.count]) \(endings[pair % endings.count])\(forms[round])"
      return i < all ? name : "\(name) \(i / all + 1)"
    }
  }

  private static let openings = [
    "Amber", "Autumn", "Azure", "Bamboo", "Bright", "Cedar", "Cobalt", "Copper", "Coral", "Crescent", "Crimson",
    "Crystal", "Dawn", "Echo", "Ember", "Emerald", "First", "Forest", "Garnet", "Gilded", "Golden", "Granite",
    "Harbour",
    "High", "Indigo", "Iron", "Island", "Ivory", "Jade", "Lantern", "Lotus", "Lunar", "Maple", "Marble", "Meadow",
    "Midnight", "Monsoon", "Morning", "Neon", "North", "Ocean", "Olive", "Opal", "Orchid", "Paper", "Pearl", "Plum",
    "Polar", "Prairie", "Quiet", "Rain", "River", "Rose", "Ruby", "Saffron", "Sakura", "Silver", "Solar", "Spring",
    "Starlit", "Stone", "Summer", "Tidal", "Velvet", "Violet", "Wild", "Willow", "Winter",
  ]
  private static let endings = [
    "Anchor", "Arcade", "Avenue", "Beacon", "Bloom", "Bridge", "Canvas", "Chorus", "Circle", "Compass", "Constellation",
    "Crown", "Drum", "Family", "Feather", "Festival", "Foxes", "Garden", "Gate", "Hall", "Harmony", "Horizon", "Hour",
    "Lanterns", "Lights", "Lounge", "Mirror", "Mosaic", "Orbit", "Parade", "Pavilion", "Pulse", "Quarter", "Signal",
    "Sound", "Sparrows", "Stage", "Stories", "Studio", "Tempo", "Theatre", "Tide", "Tigers", "Voices", "Wave", "Wings",
    "Workshop", "Yard",
  ]
  private static let forms = [
    "", " Collective", " House", " Live", " Media", " Alliance", " Network", " Entertainment", " Union", " Club",
  ]
}
