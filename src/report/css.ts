/** The style of a report: light or dark as the reader's system is, one column, pictures laid out anew for phones, plain on paper. */
export const css = `
:root{color-scheme:light dark;--ink:#1f2328;--paper:#fff;--soft:#f3f4f6;--line:#d0d4da}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8ea;--paper:#16181d;--soft:#20242b;--line:#3a404a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Arial,Helvetica,"Liberation Sans",sans-serif}
main{max-width:50rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:0}
p{margin:.5rem 0}figure{margin:1.2rem 0}.phone{display:none}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:.8rem}
article{background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.8rem;font-size:.9rem}
article ul{margin:.5rem 0 0;padding-left:1.1rem}
.wide-table{overflow-x:auto;margin:.8rem 0}table{border-collapse:collapse;font-size:.85rem;overflow-wrap:normal}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}th[scope=row],thead th:first-child{text-align:left;font-weight:normal}
@media(max-width:560px){.page{display:none}.phone{display:block}}
@media print{:root{--ink:#000;--paper:#fff;--soft:#fff;--line:#999}.page{display:block}.phone{display:none}figure,article,tr{break-inside:avoid}h2{break-after:avoid}.wide-table{overflow:visible}th,td{white-space:normal;padding:.2rem .3rem;font-size:.75rem}}
`;
