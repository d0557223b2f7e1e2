/**
 * The style of a report: light or dark as the reader's system is; on a wide screen the contents beside the text, on a phone above it; on
 * paper page one on a sheet of its own. A table that is wider than the page is scrolled in its frame, with a shadow where more follows,
 * and keeps its first column in sight.
 */
export const css = `
:root{color-scheme:light dark;--ink:#1f2328;--faint:#57606a;--paper:#fff;--soft:#f4f5f7;--line:#d0d4da;--link:#0a58ad}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8ea;--faint:#a4abb5;--paper:#16181d;--soft:#20242b;--line:#3a404a;--link:#7cb7ff}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:86rem;padding:1rem;background:var(--paper);color:var(--ink);font:16px/1.5 Arial,Helvetica,"Liberation Sans",sans-serif;overflow-wrap:anywhere}
header p,.note,figcaption{color:var(--faint)}
h1{font-size:1.8rem;line-height:1.2;margin:0}h2{font-size:1.35rem;margin:2.4rem 0 .6rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}h4{font-size:.9rem;margin:.4rem 0}
p{margin:.5rem 0;max-width:48rem}ul{margin:.5rem 0;padding-left:1.2rem;max-width:48rem}
a{color:var(--link)}code{font:inherit;background:var(--soft);border-radius:.2rem;padding:0 .15rem}
pre{overflow-x:auto;columns:2 26rem;background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.6rem;font-size:.8rem}
nav{font-size:.9rem;margin:.8rem 0}nav ul{list-style:none;margin:0;padding:0}.contents{display:flex;flex-wrap:wrap;gap:.2rem 1rem}nav ul ul{display:none}nav a{display:inline-block;padding:.1rem 0}
section:first-child h2{display:none}
.beside{display:flex;flex-wrap:wrap;gap:.5rem 2rem}.said{flex:1 1 18rem;font-size:1.05rem}.beside figure{flex:0 1 420px;margin:0;min-width:min(100%,18rem)}
article{background:var(--soft);border:1px solid var(--line);border-radius:.5rem;padding:.8rem;min-width:0}article h3{margin:0;line-height:1.3}
.number{display:inline-block;min-width:1.5em;padding:0 .3em;border-radius:.75em;text-align:center;font-weight:bold}.again{outline:2px dashed}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17.5rem),1fr));gap:.8rem;margin-top:1rem}
.tiles article{font-size:.9rem}.tiles p{margin:.2rem 0}.tiles ul{margin:.3rem 0;padding-left:1.1em}
.bar span{display:inline-block;height:.75em;min-width:2px;margin-right:.4em;border-radius:1px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,32rem),1fr));gap:1rem;font-size:.9rem}
.parts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:0 1.5rem}.cards article{--paper:var(--soft)}
.cards .wide-table{margin:.4rem 0}.cards table{width:100%}.cards th[scope=row]{min-width:6rem}.cards th,.cards td{padding-top:.15rem;padding-bottom:.15rem}
.spreads{grid-column:1/-1;display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.4rem 1rem}.spreads figure{margin:.4rem 0;max-width:13.5rem}.spreads svg{max-width:none!important}figcaption{font-size:.85rem;line-height:1.3}.todo{border-top:1px solid var(--line);padding-top:.5rem}
.blank{display:inline-block;width:min(100%,22rem);height:1.4em;border-bottom:1px dotted var(--faint);vertical-align:bottom}
.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:.8rem 1.2rem;margin:1rem 0}
.pictures figure{margin:0;grid-column:1/-1;min-width:0}.pictures .small{grid-column:auto}.phone{display:none}.phone svg{max-width:30rem!important}.small svg{max-width:25rem!important}
.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:0 2rem}.half{min-width:0}.row .pictures{grid-template-columns:minmax(0,30rem)}
.wide-table{overflow-x:auto;margin:.8rem 0;background:linear-gradient(270deg,var(--paper) 40%,transparent) 100% 0/2.5rem 100% no-repeat local,linear-gradient(270deg,var(--line),transparent) 100% 0/1rem 100% no-repeat}
table{border-collapse:collapse;font-size:.85rem;overflow-wrap:normal}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:baseline}thead th:first-child,thead td:first-child,th[scope=row]{text-align:left;padding-left:0;position:sticky;left:0;background:var(--paper)}
th[scope=row]{font-weight:normal;min-width:8.5rem;max-width:16rem;overflow-wrap:anywhere}
@media(min-width:1100px){body{display:grid;grid-template-columns:12.5rem minmax(0,1fr);gap:0 2rem;padding:1.5rem 2rem}header,main{grid-column:2}nav{grid-column:1;grid-row:1/3;position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow-y:auto;align-self:start;margin:0}.contents,nav ul ul{display:block}nav ul ul{padding-left:.8rem;font-size:.85rem}nav li{margin:.25rem 0}.pictures{grid-template-columns:repeat(3,minmax(0,1fr))}.pictures figure{grid-column:span 2}}
@media(max-width:680px){.page{display:none}.phone{display:block}.beside figure{flex-basis:100%}}
@page{margin:12mm 12mm 14mm;@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt Arial,sans-serif;color:#555}}
@media print{
:root{--ink:#000;--faint:#333;--paper:#fff;--soft:#fff;--line:#aaa;--link:#000}
html{font-size:12px}body{display:block;max-width:none;padding:0;font-size:12px}nav{display:none}a{text-decoration:none}code{padding:0}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1{font-size:20px}header p{margin:2px 0 6px}h2{margin-top:1.4rem}h2,h3,h4{break-after:avoid}figure,article,tr,li{break-inside:avoid}p{orphans:3;widows:3}
.page{display:block}.phone{display:none}pre{white-space:pre-wrap;columns:2;font-size:9px}
.first{font-size:var(--text);line-height:1.3;break-after:page}.said{font-size:1em;flex:1 1 0}.said p{margin:0 0 5px}.beside{flex-wrap:nowrap;gap:16px}.beside figure{flex:0 0 var(--map);min-width:0}
.tiles{grid-template-columns:repeat(var(--columns),minmax(0,1fr));gap:8px;margin-top:8px}.tiles article{font-size:1em;padding:7px;border-radius:4px}.tiles h3{font-size:1.1em;line-height:1.2}.tiles p,.tiles ul{margin:.3em 0 0}.tiles ul{padding-left:1em}
.cards{display:block;font-size:11px}.cards article{margin-bottom:10px;padding:8px}.cards p{margin:3px 0}.cards h4{margin:2px 0}.cards ul{margin:2px 0}p,ul{max-width:none}.todo{padding-top:3px}.row{grid-template-columns:repeat(2,minmax(0,1fr))}.parts{grid-template-columns:minmax(0,1.25fr) minmax(0,1fr) minmax(0,.8fr);gap:0 12px}.spreads{grid-column:auto;display:block}.spreads figure{margin:0 0 4px}.blank{width:60%}
.pictures{grid-template-columns:repeat(2,minmax(0,1fr));margin:.5rem 0}.pictures figure{grid-column:1/-1}.pictures .small svg{max-width:310px!important}.pictures .page svg{max-width:580px!important}
.wide-table{overflow:visible;background:none}th,td{padding:.12rem .25rem;font-size:.85em}th[scope=row]{position:static;min-width:5rem}}
`;
