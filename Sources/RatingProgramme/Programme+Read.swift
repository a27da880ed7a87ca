import ScorerKit

extension Programme {
  /// Reads a programme from the bytes of a file.
  ///
  /// - Parameters:
  ///   - file: what messages call it.
  ///   - scorers: those that the programme may name.
  /// - Throws: `ProgrammeError.mistakes` with everything that is wrong, in the order of the file.
  /// - Complexity: O(n) in the length of the file, which is at most 1 MiB and 32 levels deep.
  public static func read(
    _ bytes: [UInt8], file: String, scorers: [any Scorer.Type]
  ) throws(ProgrammeError) -> Programme {
    let yaml = YAMLReader(bytes)
    var reading = ProgrammeReading(file: file, registry: scorers)
    for mistake in yaml.mistakes { reading.report(mistake.place, mistake.message) }
    var programme: Programme?
    if yaml.isEmpty || yaml.root != nil {
      let root = yaml.root ?? YAMLNode(place: .start, content: .mapping([]))
      programme = reading.programme(root)
    }
    guard let programme, reading.mistakes.isEmpty else {
      throw .mistakes(reading.mistakesInOrder)
    }
    return programme
  }

  /// Reads a programme from a file.
  ///
  /// - Throws: `ProgrammeError`, which tells a file that is not there from one that is wrong.
  public static func load(path: String, scorers: [any Scorer.Type]) throws(ProgrammeError) -> Programme {
    try read(source(path: path), file: path, scorers: scorers)
  }

  /// The bytes of a programme's file, for `read`.
  ///
  /// - Parameter isRegular: whether a pipe or a device is refused, rather than waited for.
  /// - Throws: `ProgrammeError`, which tells a file that is not there from one that can't be read.
  public static func source(path: String, isRegular: Bool = false) throws(ProgrammeError) -> [UInt8] {
    // One byte more than is allowed, so that a file too long is seen to be.
    try fileBytes(path, atMost: YAMLText.longest + 1, isRegular: isRegular)
  }
}
