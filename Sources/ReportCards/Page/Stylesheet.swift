/// The look of every page: system fonts in three sizes, thin rules, tabular figures, dark where the reader likes it dark.
enum Stylesheet {
  static let page: HTML =
    ":root{color-scheme:light dark;\(Palette.light.properties)}\n"
    + "@media (prefers-color-scheme:dark){:root{\(Palette.dark.properties)}}\n" + rules + phone + print

  /// For pages that know of earlier months.
  static let months: HTML = """
    svg .line{fill:none;stroke:var(--accent);stroke-width:2;stroke-linecap:round;stroke-linejoin:round;vector-effect:non-scaling-stroke}
    svg .rule{stroke:var(--rule)}
    svg .whisker{stroke:var(--ink);stroke-opacity:.16;stroke-width:8;vector-effect:non-scaling-stroke}
    svg text{paint-order:stroke;stroke:var(--paper);stroke-width:3px}
    .spark{display:inline-block;vertical-align:middle;margin-right:.5em}
    .trace{display:block}
    b.gain{white-space:normal}
    .league .spark{width:72px;height:16px;margin:0}
    .league td small{white-space:nowrap}
    .passages{width:auto}
    .passages td.n,.passages th.n{min-width:5rem}
    .passages .n b{color:var(--accent)}
    @media screen and (max-width:700px){
    .passages{width:100%}
    .passages td.n,.passages th.n{min-width:0;white-space:normal;overflow-wrap:normal}
    .passages td,.passages th{padding-right:.4rem}
    }
    @media print{
    .flow,.flow>*,.flow li{display:inline;padding:0}
    .flow li::after{content:" "}
    .trace{display:inline}
    .trace .spark{zoom:.6;margin:0 .5em}
    .scorer>h3,.scorer>.small{display:inline}
    .scorer>h3{padding-right:.6em}
    dd p{display:inline}
    dd p+p::before{content:"; "}
    }

    """

  /// 12, 16 and 26 px.
  private static let rules: HTML = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:58rem;padding:2.5rem 1.5rem 4rem;background:var(--paper);color:var(--ink);
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
    font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    body.wide{max-width:76rem}
    h1{font-size:26px;line-height:1.3;font-weight:400;margin:.4rem 0 .8rem;letter-spacing:-.01em}
    h1 strong{font-weight:700;color:var(--accent)}
    h1 .aside{display:block;font-size:16px;line-height:1.5;letter-spacing:0}
    h2{font-size:16px;font-weight:700;margin:2.2rem 0 .5rem;padding-top:.8rem;border-top:1px solid var(--rule)}
    h3{font-size:16px;font-weight:600;margin:1.6rem 0 .2rem}
    p{margin:.3rem 0}
    a{color:var(--accent)}
    small,.small,th,caption,svg text,summary,dt,footer{font-size:12px;line-height:1.4}
    .muted,th,caption,dt,footer{color:var(--muted)}
    .kicker{font-size:12px;color:var(--muted);margin:0}
    svg{display:block;overflow:visible}
    svg text{fill:var(--muted)}
    svg .way{display:none}
    svg .own{fill:var(--accent)}
    svg text.own{font-weight:700}
    svg .band{fill:var(--band)}
    svg .mark{stroke:var(--ink);stroke-width:2}
    svg .axis{stroke:var(--muted);stroke-width:1;fill:none}
    svg .other{fill:var(--muted)}
    svg .veil{fill:var(--ink);fill-opacity:.16}
    svg .likely{stroke:var(--accent);stroke-width:3}
    svg .ring{fill:var(--paper);stroke:var(--accent);stroke-width:2}
    svg .gap{stroke:var(--paper);stroke-width:2}
    svg .halo{stroke:var(--paper);stroke-width:2}
    table{width:100%;border-collapse:collapse;margin:.4rem 0 0}
    caption{text-align:left;padding-bottom:.3rem}
    th{font-weight:400;text-align:left;vertical-align:bottom}
    th,td{padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--rule)}
    td{vertical-align:top;overflow-wrap:break-word}
    th{overflow-wrap:break-word}
    tbody th{font-size:16px;line-height:1.5;color:inherit;vertical-align:top}
    th:last-child,td:last-child{padding-right:0}
    .n{text-align:right;white-space:nowrap}
    .measures{table-layout:fixed}
    .measures thead th{width:12%}
    .measures thead th:nth-child(1){width:24%}
    .measures thead th:nth-child(2){width:20%}
    .measures thead th:nth-child(5){width:24%}
    .measures thead th:nth-child(6){width:8%}
    .measures td.n,.measures th.n{white-space:normal}
    .strip{padding-left:1rem}
    tr:has(+.more)>*{border-bottom:0}
    .more td{padding-top:0;font-size:12px;line-height:1.4;color:var(--muted)}
    .apart th,.apart td{padding-top:.2rem;padding-bottom:.2rem}
    .apart tbody th small{display:inline;padding-left:.6em}
    .odds{max-width:30rem;margin:.6rem 0}
    .odds tbody th,.odds td{padding:.1rem .9rem .1rem 0;border:0;line-height:1.4;font-size:12px}
    .odds .bar{width:50%}
    .odds svg{height:1em}
    .bar{width:46%}
    .made td.n{width:6.5rem}
    .reasons th.n{white-space:normal}
    .reasons th:last-child{width:12rem}
    .league tbody th{font-weight:600;min-width:9.5rem}
    .league tbody th bdi{overflow-wrap:break-word}
    li details{display:inline}
    li details[open]{display:block}
    .league td.n:first-child{width:3rem}
    .quality td:last-child{width:40%}
    td small,th small,li small{display:block;font-weight:400;color:var(--muted)}
    ol,ul{padding-left:1.3rem;margin:.4rem 0}
    li{margin:.5rem 0}
    b.gain{white-space:nowrap}
    summary{cursor:pointer;color:var(--accent)}
    details p{margin:.3rem 0 .6rem;max-width:42rem}
    .paper{display:none}
    .notice{background:var(--notice);border-left:3px solid var(--accent);padding:.5rem .9rem;margin:.6rem 0}
    .total,.money td{white-space:normal}
    .total{font-weight:600}
    bdi{overflow-wrap:anywhere}
    dl{display:grid;grid-template-columns:11rem 1fr;gap:.35rem 1rem;margin:.4rem 0}
    dt{padding-top:.2rem}
    dd{margin:0}
    dd p{margin:0}
    .away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .tools{display:flex;gap:1.2rem;margin:.4rem 0}
    th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-decoration:underline}
    select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--muted);padding:.1rem .3rem;max-width:100%}

    """

  /// Below 700 px a row of measures becomes a block: its name, then a line a figure, then the strip at full width.
  private static let phone: HTML = """
    @media screen and (max-width:700px){
    body{padding:1.4rem 1rem 3rem}
    .blocks,.blocks caption,.blocks tbody,.blocks tr{display:block}
    .blocks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .blocks tr{border-bottom:1px solid var(--rule);padding:.7rem 0}
    .blocks tbody tr th,.blocks td{display:block;width:auto;border:0;padding:.05rem 0;text-align:left;white-space:normal}
    .quality td:last-child{width:auto}
    .blocks td.n,.blocks td.f{display:flex;justify-content:space-between;gap:1rem;text-align:right}
    .blocks td[data-l]:not(.strip)::before{content:attr(data-l);font-size:12px;color:var(--muted);text-align:left;line-height:24px}
    .blocks .strip{padding:.4rem 0 0}
    .strip{padding-left:0}
    svg .way{display:inline}
    .measures tr{display:grid;grid-template-columns:1.08fr 1fr;gap:0 1.2rem}
    .measures tbody tr th{grid-column:1/-1}
    .measures td:nth-child(2){grid-area:2/1}
    .measures td:nth-child(3){grid-area:3/1}
    .measures td:nth-child(4){grid-area:3/2}
    .measures td:nth-child(5){grid-area:4/1/5/-1}
    .measures td:nth-child(6){grid-area:2/2}
    .league td.n:first-child{width:auto}
    .apart svg{height:20px}
    .blocks tr:has(+.more){border-bottom:0;padding-bottom:0}
    .blocks tr.more{display:block;padding-top:.1rem}
    .made tr{display:grid;grid-template-columns:1fr auto auto;gap:0 .3rem}
    .apart tr{grid-template-columns:1fr auto}
    .made .bar{grid-column:1/-1;grid-row:2;width:auto}
    .made td.n{display:block;padding:0;width:auto}
    .made td.n:last-child{white-space:nowrap}
    .made td.n+td.n:not(.none)::before{content:"of "}
    .blocks td.none{display:none}
    .reasons .bar{width:26%}
    .reasons th:last-child{width:7.5rem}
    dl{display:block}dd{margin-bottom:.6rem}
    }

    """

  /// Chromium repeats no table's head that holds buttons, unless they leave no box.
  private static let print: HTML = """
    @page{margin:9mm 12mm}
    @media print{
    :root{color-scheme:light;\(Palette.light.properties)}
    body{max-width:none;padding:0;zoom:.64;line-height:1.28}
    h1{margin:.2rem 0 .4rem}
    h2{margin:.45rem 0 .1rem;padding-top:.25rem}
    h3{margin-top:.3rem}
    li{margin:.15rem 0}
    dl{row-gap:.1rem;line-height:1.25}
    h2,h3,caption{break-after:avoid}
    tr,li,svg,dl>div,.scorer,.notice{break-inside:avoid}
    thead{display:table-header-group}
    th button{display:contents}
    th,td{padding-top:.12rem;padding-bottom:.12rem}
    tr:has(+.more)>*,.more td{padding-top:0;padding-bottom:0}
    .more{break-before:avoid}
    .apart thead,.apart .bar,.odds .bar{display:none}
    .apart tbody{display:grid;grid-template-columns:repeat(3,1fr);column-gap:2rem}
    .apart tr{display:flex;justify-content:space-between;border-bottom:1px solid var(--rule)}
    .apart th,.apart td{border:0}
    .made.apart td.n{width:auto}
    .odds,.odds tbody,.odds caption{display:inline}
    .odds tr{display:inline-block;padding-left:1.6rem}
    .odds tbody th,.odds td{padding-right:.4rem}
    .measures td small:not(.why){display:inline;padding-left:.6em}
    .measures thead th:nth-child(2){width:26%}
    .measures thead th:nth-child(5){width:18%}
    .notice{margin:.3rem 0;padding:.25rem .9rem}
    .measures .strip{padding-top:0;padding-bottom:0}
    .scorer,svg,.notice{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    li details,.tools{display:none}
    .paper{display:block;font-size:12px;line-height:1.35}
    a[href^="http"]::after{content:" (" attr(href) ")"}
    }

    """
}
