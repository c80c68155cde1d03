import { html, trusted, type Html, type Part } from './html.ts'
import { pageWords } from './words.ts'

/** One sheet of style in the page itself: no second request on a slow line. Large type, one column, black on white on paper. */
const style = `:root{color-scheme:light dark;--ink:#1b1f1d;--soft:#4c5551;--paper:#fbfaf6;--line:#b9beb8;--edge:#6d756f;--accent:#37348a;--on:#fff;--bad:#ae1419}
@media(prefers-color-scheme:dark){:root{--ink:#eceee9;--soft:#b4bbb5;--paper:#161a18;--line:#454c48;--edge:#8f9891;--accent:#b9b6f2;--on:#14131f;--bad:#ff9d92}}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}body{margin:0;background:var(--paper);color:var(--ink);font:1.1875rem/1.5 "Be Vietnam Pro",system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
header,main,footer{max-width:40rem;margin:0 auto;padding:.75rem 1rem}header{display:flex;justify-content:space-between;align-items:center;gap:1rem;border-bottom:1px solid var(--line)}header b{font-size:1.0625rem}
h1{font-size:1.625rem;line-height:1.25;margin:.5rem 0 .5rem;text-wrap:balance}h2{font-size:1.25rem;margin:1.5rem 0 .5rem}p{margin:.5rem 0}.soft,.hint{color:var(--soft)}.hint{display:block;margin:0 0 .75rem}small{font-size:1rem}
fieldset{border:0;margin:0;padding:0;min-width:0}legend{padding:0}legend h1{margin-bottom:.25rem}label{display:block}.field{margin:1rem 0}.field>label{font-weight:600;margin-bottom:.25rem}
input[type=text],input[type=tel],select,textarea{font:inherit;width:100%;min-height:3rem;padding:.5rem .75rem;color:inherit;background:var(--paper);border:2px solid var(--edge);border-radius:.25rem}textarea{min-height:7rem}.short input{max-width:7rem}.row{display:flex;gap:1rem;flex-wrap:wrap}.row .field{margin:.25rem 0}
.pick{display:flex;gap:.75rem;align-items:center;min-height:3rem;padding:.375rem .75rem;margin:.5rem 0;border:1px solid var(--line);border-radius:.25rem;cursor:pointer}.pick input{width:1.5rem;height:1.5rem;margin:0;flex:none;accent-color:var(--accent)}
button,.button{display:inline-block;font:inherit;font-weight:600;min-height:3rem;padding:.625rem 1.25rem;border:2px solid var(--accent);border-radius:.25rem;background:var(--accent);color:var(--on);cursor:pointer;text-decoration:none}.quiet{background:none;color:var(--accent)}.plain{border-color:transparent;background:none;color:var(--accent);padding:.25rem .5rem;min-height:2.75rem;text-decoration:underline;font-weight:500}.danger{border-color:var(--bad);background:none;color:var(--bad)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0}a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.bad{border-left:.375rem solid var(--bad);padding:.25rem 0 .25rem .875rem;margin:1rem 0}.bad b{color:var(--bad)}[aria-invalid=true]{border-color:var(--bad)!important}
dl{margin:0}dl>div{display:grid;grid-template-columns:1fr auto;gap:.125rem .75rem;padding:.5rem 0;border-bottom:1px solid var(--line)}dt{color:var(--soft);font-size:1rem;grid-column:1}dd{margin:0;grid-column:1}dl .act{grid-column:2;grid-row:1/span 2;align-self:center}
.code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:1.0625rem;letter-spacing:.02em}.qr{width:12rem;max-width:60vw;background:#fff;padding:.5rem;border-radius:.25rem}.qr svg{display:block;width:100%;height:auto}.must{border-left:.375rem solid var(--accent);padding-left:.875rem;margin:1rem 0}ul{padding-left:1.25rem}.lang{margin:0}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table{width:100%;border-collapse:collapse}td,th{border:1px solid var(--edge);padding:.5rem;text-align:left;vertical-align:top;font-size:1rem}td.blank{height:3rem;min-width:10rem}
@media print{:root{--ink:#000;--soft:#222;--paper:#fff;--line:#777;--accent:#000}body{font-size:11pt}.no-print,header form{display:none!important}a{color:inherit;text-decoration:none}dl>div{break-inside:avoid}}`

/** A whole page. `lang`: the other language is one form away; it keeps every answer. */
export function page(lang: 'vi' | 'en', options: { title: string; body: Part; switchForm?: Part }): string {
  const t = pageWords[lang]
  return `<!doctype html>${html`<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${options.title === t.title ? t.title : `${options.title} · ${t.title}`}</title><meta name="robots" content="noindex"><meta name="referrer" content="same-origin"><link rel="icon" href="/mark.svg" type="image/svg+xml"><style>${trusted(style)}</style></head>
<body><header><b>${t.title}</b>${options.switchForm ?? ''}</header><main>${options.body}</main></body></html>`.html}`
}
export const languageLink = (lang: 'vi' | 'en', path: string): Html => html`<a class="lang" href="${path}?lang=${lang === 'vi' ? 'en' : 'vi'}" lang="${lang === 'vi' ? 'en' : 'vi'}" hreflang="${lang === 'vi' ? 'en' : 'vi'}">${pageWords[lang].other}</a>`
