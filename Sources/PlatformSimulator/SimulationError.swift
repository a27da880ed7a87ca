/// Why a platform could not be simulated.
public enum SimulationError: Error, Equatable, CustomStringConvertible {
  /// What is wrong with the options, a sentence each.
  case options([String])
  /// The directory to write to has something in it.
  case notEmpty(directory: String)
  case cannotWrite(path: String, reason: String)

  public var description: String {
    switch self {
    case .options(let faults): faults.joined(separator: "\n")
    case .notEmpty(let directory):
      "\(directory) is not empty; name a new directory, as a simulation overwrites nothing."
    case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)."
    }
  }
}
