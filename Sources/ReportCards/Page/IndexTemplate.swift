/// The operator's desk. Sorting and filtering need the script; reading does not.
let indexTemplate = """
  <!doctype html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <meta name="robots" content="noindex">
  <title>{{.month}} · {{.programme}}</title>
  <style>
  {{{.style}}}</style>
  </head>
  <body class="wide">
  <header>
  <p class="kicker">{{.programme}}, version {{.version}} · {{.status}}</p>
  <h1>{{.month}}: <strong>{{.rated}}</strong> of {{.guilds}} guilds rated</h1>
  <p>{{.summary}}</p>
  </header>
  <main>
  <section>
  <h2>Tiers</h2>
  <table class="made blocks" role="table">
  <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Tier</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Guilds</th></tr></thead>
  <tbody role="rowgroup">
  {{#.tiers}}
  <tr role="row"><th scope="row" role="rowheader">{{.name}}{{#.from}}<small>{{.}}</small>{{/.from}}</th><td role="cell" class="bar">{{{.bar}}}</td><td role="cell" class="n"><span>{{.guilds}}</span></td></tr>
  {{/.tiers}}
  </tbody>
  </table>
  </section>
  <section>
  <h2>Needs a decision today</h2>
  {{#.hasDecisions}}
  <ul>
  {{#.decisions}}
  <li><b>{{.title}}</b>: {{#.first}}{{> link}}{{/.first}}{{#.hasRest}}<details><summary>{{.more}}</summary><p>{{#.rest}}{{> link}}{{/.rest}}</p></details><span class="paper">{{.more}}: see the flags of the league table</span>{{/.hasRest}}{{#.reason}}<small>{{.}}</small>{{/.reason}}</li>
  {{/.decisions}}
  </ul>
  {{/.hasDecisions}}
  {{^.hasDecisions}}
  <p>Nothing: no gate lowered a tier, and no guild is provisional or unrated.</p>
  {{/.hasDecisions}}
  </section>
  <section>
  <h2>League table</h2>
  <div class="tools" id="tools" hidden><label>Peer group <select id="group"><option value="">all</option>{{#.groups}}<option value="{{.key}}">{{.name}}</option>{{/.groups}}</select></label><span id="count" class="muted" role="status"></span></div>
  <table class="league blocks" id="league" role="table">
  <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="n">Rank</th><th scope="col" role="columnheader">Guild</th><th scope="col" role="columnheader">Peer group</th><th scope="col" role="columnheader">Tier</th><th scope="col" role="columnheader" class="n">Score</th>{{#.scorers}}<th scope="col" role="columnheader" class="n">{{.}}</th>{{/.scorers}}<th scope="col" role="columnheader">Flags</th></tr></thead>
  <tbody role="rowgroup">
  {{#.rows}}
  <tr role="row" data-g="{{.group}}"><td role="cell" class="n" data-l="Rank" data-v="{{.order}}">{{.rank}}</td><th scope="row" role="rowheader"><a href="{{.address}}"><bdi>{{.name}}</bdi></a><small><bdi>{{.id}}</bdi></small></th><td role="cell" class="f" data-l="Peer group">{{.groupName}}</td><td role="cell" class="f" data-l="Tier" data-v="{{.tierOrder}}">{{.tier}}</td><td role="cell" class="n" data-l="Score" data-v="{{.scoreOrder}}">{{.score}}</td>{{#.points}}<td role="cell" class="n" data-l="{{.scorer}}" data-v="{{.order}}">{{.text}}</td>{{/.points}}<td role="cell" class="f{{^.flags}} none{{/.flags}}" data-l="Flags">{{.flags}}</td></tr>
  {{/.rows}}
  </tbody>
  </table>
  </section>
  {{#.incentives}}
  <section>
  <h2>Incentives</h2>
  <dl><dt>Budget</dt><dd>{{.budget}}</dd><dt>Earned</dt><dd>{{.earned}}</dd><dt>Granted</dt><dd>{{.granted}}</dd><dt>Rule</dt><dd>{{.rule}}</dd></dl>
  </section>
  {{/.incentives}}
  <section>
  <h2>Coverage</h2>
  <table class="made blocks" role="table">
  <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Scorer</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Guilds with data</th></tr></thead>
  <tbody role="rowgroup">
  {{#.coverage}}
  <tr role="row"><th scope="row" role="rowheader">{{.name}}<small>{{.about}}</small></th><td role="cell" class="bar">{{{.bar}}}</td><td role="cell" class="n"><span>{{.guilds}}</span></td></tr>
  {{/.coverage}}
  </tbody>
  </table>
  </section>
  <section>
  <h2>Data quality</h2>
  <table class="quality blocks" role="table">
  <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Table</th><th scope="col" role="columnheader" class="n">Rows</th><th scope="col" role="columnheader" class="n">Bad rows</th><th scope="col" role="columnheader" class="n">Share</th><th scope="col" role="columnheader">Causes</th></tr></thead>
  <tbody role="rowgroup">
  {{#.inputs}}
  <tr role="row"><th scope="row" role="rowheader">{{.table}}</th><td role="cell" class="n" data-l="Rows">{{.rows}}</td><td role="cell" class="n" data-l="Bad rows">{{.bad}}</td><td role="cell" class="n" data-l="Share">{{.share}}</td><td role="cell" class="f{{^.causes}} none{{/.causes}}" data-l="Causes">{{.causes}}</td></tr>
  {{/.inputs}}
  </tbody>
  </table>
  </section>
  <footer>
  <p>{{.tool}} · programme digest {{.digest}}</p>
  </footer>
  </main>
  <script>
  {{{.script}}}</script>
  </body>
  </html>

  """

/// A guild among others in a sentence.
let linkTemplate = #"<a href="{{.address}}"><bdi>{{.name}}</bdi></a>{{.separator}}"#

/// Sorts by a column's `data-v` or text, and shows one peer group. A few lines; nothing depends on it.
let indexScript = """
  (function(){
  var table=document.getElementById("league"),body=table.tBodies[0],rows=[].slice.call(body.rows);
  function key(row,i){var c=row.cells[i],v=c.getAttribute("data-v");return v===null?c.textContent.toLowerCase():v===""?null:+v}
  [].forEach.call(table.tHead.rows[0].cells,function(head,i){
  var button=document.createElement("button");button.type="button";button.textContent=head.textContent;
  head.textContent="";head.appendChild(button);
  button.onclick=function(){
  var down=head.getAttribute("aria-sort")==="ascending",sign=down?-1:1;
  [].forEach.call(table.tHead.rows[0].cells,function(h){h.removeAttribute("aria-sort")});
  head.setAttribute("aria-sort",down?"descending":"ascending");
  rows.map(function(r,n){return{r:r,k:key(r,i),n:n}}).sort(function(a,b){
  if(a.k===b.k)return a.n-b.n;if(a.k===null)return 1;if(b.k===null)return-1;
  return(a.k<b.k?-1:1)*sign}).forEach(function(e){body.appendChild(e.r)})}});
  var group=document.getElementById("group"),count=document.getElementById("count");
  function show(){var n=0;rows.forEach(function(r){
  r.hidden=group.value!==""&&r.getAttribute("data-g")!==group.value;if(!r.hidden)n++});
  count.textContent=n+" of "+rows.length+" guilds"}
  group.onchange=show;show();document.getElementById("tools").hidden=false})();

  """
