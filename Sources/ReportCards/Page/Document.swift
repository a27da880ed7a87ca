/// A whole page of HTML around its body.
///
/// - Parameter style: what this page needs besides the look of all.
func document(title: HTML, style: HTML? = nil, body: HTML) -> HTML {
  """
  <!doctype html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <meta name="robots" content="noindex">
  <title>\(title)</title>
  <style>
  \(Stylesheet.page)\(style)</style>
  </head>
  \(body)
  </html>

  """
}
