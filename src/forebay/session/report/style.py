"""The style sheet: light and dark, wide and narrow, screen and paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root{--bg:#f6f7f8;--panel:#fff;--ink:#17212b;--soft:#5b6875;--line:#e2e6ea;--accent:#0b6e74;
--accent2:#c2703d;--good:#1a7f4b;--good-bg:#e3f4ea;--doubt:#8a5a00;--doubt-bg:#fdf1d7;
--bad:#b3261e;--bad-bg:#fbe7e5;--code:#eef1f3;--head:#0d2f36}
@media(prefers-color-scheme:dark){:root{--bg:#0f1417;--panel:#171e22;--ink:#e4e9ec;--soft:#98a5ae;
--line:#2a343a;--accent:#4fb9bf;--accent2:#e09a6a;--good:#6fd09b;--good-bg:#153524;--doubt:#eebf62;
--doubt-bg:#3a2d10;--bad:#ff9a90;--bad-bg:#431c19;--code:#212a2f;--head:#0b2126}}
*{box-sizing:border-box}
html{scroll-padding-top:56px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
.inner,main,footer{max-width:1120px;margin:0 auto;padding:0 24px}
header{background:var(--head);color:#e9f2f3}
header>.inner{padding-top:28px;padding-bottom:22px}
header p{margin:6px 0 0}
.brand{font-size:12px;letter-spacing:.08em;text-transform:uppercase;opacity:.7}
h1{font-size:32px;line-height:1.2;margin:4px 0 0;font-weight:650;overflow-wrap:anywhere}
.env{display:inline-block;font-size:13px;font-weight:500;padding:2px 10px;border-radius:99px;
border:1px solid currentColor;opacity:.75;vertical-align:middle}
.when{opacity:.8}
header code{background:none;padding:0 0 0 10px;color:#c9dcde;overflow-wrap:anywhere}
.last code{padding:0}
header nav{border-top:1px solid #ffffff22;background:#ffffff0a}
nav .inner{display:flex;gap:22px;overflow-x:auto}
nav a{color:#d5e6e8;text-decoration:none;padding:10px 0;white-space:nowrap;font-size:14px}
nav a:hover{color:#fff;box-shadow:inset 0 -2px currentColor}
section{background:var(--panel);border:1px solid var(--line);border-radius:12px;
padding:22px 24px;margin:22px 0}
h2{font-size:21px;margin:0 0 14px;font-weight:650;overflow-wrap:anywhere}
h2 small{font-size:12px;font-weight:400;color:var(--soft);letter-spacing:.02em}
h3{font-size:15px;margin:28px 0 8px;font-weight:650}
h4{font-size:14px;margin:18px 0 6px;font-weight:600;color:var(--soft)}
h3 small,td small{color:var(--soft);font-weight:400;font-size:12.5px}
.wide{overflow-x:auto;margin:0 -24px;padding:0 24px}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:500;color:var(--soft);font-size:12.5px;white-space:nowrap}
th,td{padding:7px 14px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
tr>:last-child{padding-right:0}
tbody tr:last-child td{border-bottom:0}
td{min-width:3em;max-width:520px;overflow-wrap:break-word}
.num{text-align:right;white-space:nowrap}
code,pre{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{background:var(--code);padding:1px 5px;border-radius:4px}
pre{background:var(--code);padding:12px 14px;border-radius:8px;overflow-x:auto;margin:8px 0;
white-space:pre-wrap}
.pill{display:inline-block;font-size:12px;font-weight:600;line-height:1.6;padding:0 9px;
border-radius:99px;background:var(--code);color:var(--soft);white-space:nowrap}
.pill.good{background:var(--good-bg);color:var(--good)}
.pill.doubt{background:var(--doubt-bg);color:var(--doubt)}
.pill.bad{background:var(--bad-bg);color:var(--bad)}
.quiet{color:var(--soft)}
.alert{background:var(--doubt-bg);color:var(--ink);border-left:4px solid var(--doubt);
padding:10px 14px;border-radius:6px;margin:0 0 12px;overflow-wrap:anywhere}
.alert.bad{background:var(--bad-bg);border-color:var(--bad)}
.alert .wide{margin:0;padding:0}
.why{margin:8px 0;padding-left:20px;color:var(--soft);font-size:14px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 20px;margin:0;font-size:14px}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.sample table{font-size:13px;width:auto}.sample th,.sample td{padding-right:34px}
details{border-top:1px solid var(--line);margin-top:14px;padding-top:10px}
details+details{margin-top:10px}
summary{cursor:pointer;font-weight:600}
details code{overflow-wrap:anywhere;background:none;padding:0}
.legend,.key{font-size:12.5px;color:var(--soft)}
.key{white-space:nowrap;margin-right:14px}
.key::before,.dot{content:"";display:inline-block;width:9px;height:9px;border-radius:50%;
margin-right:7px;background:var(--good)}
.key.warn::before,.dot.warn{background:#d99a1c}
.key.refused::before,.dot.refused{background:var(--bad)}
.key.missing::before,.dot.missing{background:var(--soft);opacity:.5}
.key.c1::before{background:var(--accent)}.key.c2::before{background:var(--accent2)}
.graph{padding-top:4px;padding-bottom:6px}
.graph svg{display:block;max-width:100%;height:auto}
.graph a{text-decoration:none}
.edges path{fill:none;stroke:var(--soft);stroke-opacity:.45;stroke-width:1.4}
.node rect{fill:var(--panel);stroke:var(--good);stroke-width:1.4}
.node circle{fill:var(--good)}
.node text{fill:var(--ink);font-size:13px;font-weight:600}
.node .note{fill:var(--soft);font-size:11.5px;font-weight:400}
.node.warn rect{stroke:#d99a1c}.node.warn circle{fill:#d99a1c}
.node.refused rect{stroke:var(--bad)}.node.refused circle{fill:var(--bad)}
.node.missing rect{stroke:var(--soft);stroke-dasharray:4 3}.node.missing circle{fill:var(--soft)}
.graph a:hover rect{stroke-width:2.4}
.charts{display:flex;flex-wrap:wrap;gap:22px 24px;margin-top:16px}
.chart{margin:0;flex:0 1 320px;min-width:0}
.chart svg{width:100%;height:auto;display:block}
figcaption{font-size:13.5px;margin-bottom:6px}
.chart text{fill:var(--soft);font-size:11px}
.chart .axis{font-size:12px}
.grid line{stroke:var(--line)}
.diagonal{stroke:var(--soft);stroke-dasharray:4 4;stroke-opacity:.7}
polyline{fill:none;stroke:var(--accent);stroke-width:2.2;stroke-linejoin:round}
polyline.c2{stroke:var(--accent2);stroke-dasharray:6 3}
.band{fill:var(--accent);fill-opacity:.16}.half{flex:0 1 495px}
figure.matrix{margin:0;flex:1 1 320px;min-width:0}
.bars rect{fill:var(--accent);fill-opacity:.55}.bars line{stroke:var(--accent);stroke-width:1.6}
.bars .w{stroke:var(--ink);stroke-opacity:.75}.chart .name{fill:var(--ink);font-size:12px}
.chart circle{fill:var(--accent);fill-opacity:.8}
.times{max-width:760px}line.c1{stroke:var(--accent);stroke-width:1.6}
.hit{font-weight:600}td:has(>span>.dot){white-space:nowrap}
.bar{display:block;width:120px;height:8px;margin-top:7px;border-radius:4px;background:var(--code)}
.bar i{display:block;height:100%;border-radius:4px;background:var(--accent)}
footer{color:var(--soft);font-size:13px;padding-bottom:40px}
@media(max-width:640px){.inner,main,footer{padding:0 14px}section{padding:16px 14px;margin:14px 0}
.wide{margin:0 -14px;padding:0 14px}h1{font-size:25px}dl{grid-template-columns:1fr;gap:0}
dd{margin-bottom:8px}.bar{width:70px}table{font-size:13px}td{max-width:260px}
.chart{flex-basis:100%}}
@media print{:root{--bg:#fff}body{font-size:11px}header{background:none;color:#000}nav{display:none}
header code{color:#333}section{border:0;padding:0;margin:0 0 24px}.wide{overflow:visible}
h2,h3,summary{break-after:avoid}tr,figure,.alert{break-inside:avoid}
details::details-content{content-visibility:visible;display:block;height:auto}
.graph svg{min-width:0!important}*{print-color-adjust:exact}}
"""
