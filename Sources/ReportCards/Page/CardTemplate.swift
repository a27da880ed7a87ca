/// The report card's page. Names begin with a dot: a value that is missing here is not looked for further out.
let cardTemplate = """
  <!doctype html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <meta name="robots" content="noindex">
  <title>{{.card.guild}} · {{.card.month}} · report card</title>
  <style>
  {{{.style}}}</style>
  </head>
  <body>
  <header>
  <p class="kicker">Report card · {{.card.month}} · {{.card.programme}} · <bdi>{{.card.guildID}}</bdi></p>
  <h1>{{#.opening}}{{> phrase}}{{/.opening}}</h1>
  <p>{{#.sentences}}{{#.}}{{> phrase}}{{/.}} {{/.sentences}}</p>
  {{#.card.remarks}}
  <p class="muted">{{.}}</p>
  {{/.card.remarks}}
  </header>
  <main>
  {{#.standing}}
  <section>
  <h2>Tier and score</h2>
  <p><strong>{{.tier}}</strong> · {{.scoreText}} of 100</p>
  {{{.scale}}}
  <p>{{#.distances}}{{.}} {{/.distances}}</p>
  </section>
  {{/.standing}}
  {{#.isRated}}
  <section>
  <h2>What made it</h2>
  <table class="made blocks" role="table">
  <caption>Points of the overall score, earned of possible{{#.hasPeers}}; the mark is the peers’ median{{/.hasPeers}}</caption>
  <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Scorer</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Earned</th><th scope="col" role="columnheader" class="n">Possible</th></tr></thead>
  <tbody role="rowgroup">
  {{#.scorers}}
  <tr role="row"><th scope="row" role="rowheader">{{.title}}{{#.note}}<small>{{.}}</small>{{/.note}}</th><td role="cell" class="bar{{{.none}}}">{{{.bar}}}</td><td role="cell" class="n{{{.none}}}">{{.earnedText}}</td><td role="cell" class="n{{{.none}}}">{{.possibleText}}</td></tr>
  {{/.scorers}}
  </tbody>
  </table>
  {{#.card.sum}}
  <p class="n total">{{.}}</p>
  {{/.card.sum}}
  {{#.card.withheldSum}}
  <p class="muted">{{.}}</p>
  {{/.card.withheldSum}}
  </section>
  {{/.isRated}}
  <section>
  <h2>The measures</h2>
  {{#.scorers}}
  <div class="scorer">
  <h3>{{.title}}</h3>
  <p class="small muted">{{.summary}} {{.window}}.</p>
  {{#.hasMeasures}}
  <table class="measures blocks" role="table" aria-label="{{.title}}: measures">
  <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Measure</th><th scope="col" role="columnheader" class="n">Value</th><th scope="col" role="columnheader" class="n">Target</th><th scope="col" role="columnheader" class="n">Peers’ median</th><th scope="col" role="columnheader" class="strip">worse → better</th><th scope="col" role="columnheader" class="n">Points</th></tr></thead>
  <tbody role="rowgroup">
  {{#.measures}}
  <tr role="row"><th scope="row" role="rowheader">{{.title}}<small>{{.role}}</small></th><td role="cell" class="n" data-l="Value"><span>{{.value}}{{#.sample}}<small>{{.}}</small>{{/.sample}}{{#.note}}<small class="why">{{.}}</small>{{/.note}}</span></td><td role="cell" class="n{{{.noTarget}}}" data-l="Target">{{.target}}</td><td role="cell" class="n{{{.noPeers}}}" data-l="Peers">{{.peers}}</td><td role="cell" class="strip{{{.noStrip}}}">{{{.strip}}}</td><td role="cell" class="n{{{.noPoints}}}" data-l="Points">{{.points}}</td></tr>
  {{/.measures}}
  </tbody>
  </table>
  {{/.hasMeasures}}
  {{^.hasMeasures}}
  <p>{{#.note}}{{.}}{{/.note}}{{^.note}}No measure has data.{{/.note}}</p>
  {{/.hasMeasures}}
  </div>
  {{/.scorers}}
  </section>
  {{#.hasImprovements}}
  <section>
  <h2>What would help most</h2>
  <ol>
  {{#.card.improvements}}
  <li>{{.act}}: <b class="gain">{{.gain}}</b><small>{{.detail}}</small>{{#.playbook}}<details><summary>How to do it</summary><p>{{.}}</p></details><p class="paper">{{.}}</p>{{/.playbook}}</li>
  {{/.card.improvements}}
  </ol>
  </section>
  {{/.hasImprovements}}
  {{> follows}}
  {{#.reasons}}
  <section>
  <h2>{{.title}}</h2>
  {{#.hasRows}}
  <table class="reasons">
  <thead><tr><th scope="col">Reason</th><th scope="col" class="bar"><span class="away">Bar</span></th><th scope="col" class="n">Left</th><th scope="col" class="n">{{.shareTitle}}</th></tr></thead>
  <tbody>
  {{#.rows}}
  <tr><th scope="row">{{.reason}}</th><td class="bar">{{{.bar}}}</td><td class="n">{{.count}}</td><td class="n">{{.share}}</td></tr>
  {{/.rows}}
  </tbody>
  </table>
  {{/.hasRows}}
  {{#.note}}
  <p class="small muted">{{.}}</p>
  {{/.note}}
  </section>
  {{/.reasons}}
  <section>
  <h2>How it was made</h2>
  <dl>
  {{#.card.provenance}}
  <dt>{{.label}}</dt><dd>{{#.lines}}<p>{{.}}</p>{{/.lines}}</dd>
  {{/.card.provenance}}
  </dl>
  </section>
  </main>
  </body>
  </html>

  """

/// Gates, incentives and the next tier.
let followsTemplate = """
  {{#.hasFollows}}
  <section>
  <h2>What follows</h2>
  {{#.hasGates}}
  <h3>Gates</h3>
  {{#.card.gates}}
  <div{{#.hasFired}} class="notice"{{/.hasFired}}>
  <p><b>{{.name}}</b>: {{.outcome}}.{{#.reason}} {{.}}{{/.reason}}</p>
  {{#.conditions}}
  <p class="small muted">{{.}}</p>
  {{/.conditions}}
  </div>
  {{/.card.gates}}
  {{/.hasGates}}
  {{#.card.incentives}}
  <h3>Incentives</h3>
  <table class="money">
  <thead><tr><th scope="col">Incentive</th><th scope="col" class="n">What it comes to</th></tr></thead>
  <tbody>
  {{#.lines}}
  <tr><th scope="row">{{.title}}</th><td class="n">{{.arithmetic}}{{#.granted}}<small>granted {{.}}</small>{{/.granted}}</td></tr>
  {{/.lines}}
  </tbody>
  </table>
  <p class="n total">{{.total}}</p>
  {{#.budget}}
  <p class="small muted">{{.}}</p>
  {{/.budget}}
  {{/.card.incentives}}
  {{#.card.next}}
  <h3>The next tier</h3>
  <p>{{.summary}}</p>
  <ul>
  {{#.acts}}
  <li>{{.act}}: <b class="gain">{{.gain}}</b><small>{{.detail}}</small></li>
  {{/.acts}}
  {{#.remarks}}
  <li>{{.}}</li>
  {{/.remarks}}
  </ul>
  {{/.card.next}}
  </section>
  {{/.hasFollows}}

  """

let phraseTemplate =
  "{{#.isStrong}}<strong>{{.text}}</strong>{{/.isStrong}}{{^.isStrong}}{{#.isName}}<bdi>{{.text}}</bdi>{{/.isName}}{{^.isName}}{{.text}}{{/.isName}}{{/.isStrong}}"
