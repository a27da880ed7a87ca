/// libyaml's complaint, located and in words that someone who does not know its insides can act on.
func inPlainWords(_ error: YAMLSyntaxError, of text: YAMLText) -> (place: Place, message: String) {
  switch error.problem {
  case "found unexpected end of stream":
    return (error.contextPlace ?? error.place, "a quote is opened here and never closed; close it")
  case "found character that cannot start any token":
    return (error.place, "text cannot start with this character; put it in quotes, and indent with spaces, not tabs")
  case "mapping values are not allowed in this context":
    return (
      error.place, "a `:` cannot stand here; start a new line for a new key, or put text that has a `: ` in quotes"
    )
  case "could not find expected ':'":
    return (error.contextPlace ?? error.place, "a key is not followed by `:`; write `key: value`")
  case "did not find expected key":
    return (
      error.place,
      "this does not fit in here; indent it as the keys it belongs to, and see that quotes and brackets before it match"
    )
  case "did not find expected '-' indicator":
    return (error.place, "this line does not fit in a list; start it with `- `, or indent it less")
  case "did not find expected ',' or '}'":
    return (error.place, "a `{` is not closed before this, or a comma is missing; write `{ key: value, key: value }`")
  case "did not find expected ',' or ']'":
    return (error.place, "a `[` is not closed before this, or a comma is missing; write `[one, two]`")
  case "block sequence entries are not allowed in this context":
    return (error.place, "a list cannot start on this line; start it on a line of its own")
  case "did not find expected <document start>":
    return (error.place, "the programme has ended before this; indent everything alike")
  case "found unknown escape character":
    return (error.place, "no such escape in double quotes; use single quotes, or write `\\\\` for a backslash")
  case "found undefined tag handle":
    return (error.place, "a programme has no tags (`!`); the key says what a value is")
  case "did not find expected node content":
    return (error.place, "a value is missing here, or a `{` or `[` before it is not closed; complete it")
  case let problem where problem.contains("tab character"):
    return (error.place, "indent with spaces, not tabs")
  case let problem:
    let context = error.contextPlace.map { ", in what starts at line \($0.line)" } ?? ""
    return (error.place, "this is not YAML: \(problem)\(context)")
  }
}
