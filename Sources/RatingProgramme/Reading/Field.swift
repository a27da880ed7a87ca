/// A key of a programme with its value, or an item of a list.
struct Field {
  /// As messages call it: `window`.
  let name: String
  let keyPlace: Place
  let node: YAMLNode

  /// Where to point: at the value, or at the key where there is none.
  var place: Place { node.isNull ? keyPlace : node.place }
}

/// A mapping whose keys are known to be right and to come once.
struct Section {
  /// As messages call it: `scorers.retention`; empty for the whole programme.
  let name: String
  let place: Place
  let fields: [Field]

  /// `nil` where the key is absent or has no value, which is the same: the default holds.
  subscript(_ key: String) -> Field? { fields.first { $0.name == key && !$0.node.isNull } }
}
