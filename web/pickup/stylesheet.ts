import { createHash } from "node:crypto";
import { raw } from "hono/html";

const css = `
:root{color-scheme:light dark;
--ground:light-dark(#f3f5f8,#0e1319);--card:light-dark(#fff,#171f28);--sunk:light-dark(#f8f9fb,#111820);
--text:light-dark(#17212d,#e9edf2);--soft:light-dark(#525e6c,#a6b1be);--line:light-dark(#d8dee6,#2c3743);
--field:light-dark(#7d8997,#75818f);--accent:light-dark(#0a58a6,#82baf2);--on-accent:light-dark(#fff,#0a1521);
--accent-press:light-dark(#08467f,#a4cdf7);--tint:light-dark(#e8f0f9,#1a2a3b);
--good:light-dark(#0a6638,#6ad39b);--bad:light-dark(#a11b1b,#ff9c94);--bad-tint:light-dark(#fdeeee,#341a1b)}
*,::before,::after{box-sizing:border-box}
html{font:100%/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-block-size:100dvh;display:flex;flex-direction:column;background:var(--ground);color:var(--text);overflow-wrap:anywhere}
h1,h2,p,dl,dd,ul{margin:0}
h1{font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.0625rem;line-height:1.4;font-weight:650}
a{color:var(--accent);text-underline-offset:.2em}
a:hover{text-decoration-thickness:2px}
svg{flex:none}
[hidden]{display:none!important}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.25rem}
main:focus{outline:none}
.skip{position:absolute;inset-inline-start:-999px}
.skip:focus{inset-inline-start:1rem;inset-block-start:1rem;z-index:1;padding:.5rem 1rem;background:var(--card)}
.top{background:var(--card);border-block-end:1px solid var(--line)}
.wide,main,footer{inline-size:100%;margin-inline:auto;padding-inline:1rem}
.wide,.list{max-inline-size:52rem}
.wide{display:flex;align-items:center;justify-content:space-between;gap:1rem;min-block-size:3.75rem}
.brand{min-inline-size:0;display:flex;align-items:center;gap:.625rem;min-block-size:2.75rem;font-weight:650;color:inherit;text-decoration:none}
.brand svg{color:var(--accent)}
.logo{block-size:2.25rem;max-inline-size:9rem;object-fit:contain;padding:.1875rem;background:#fff;border-radius:.375rem}
.brand bdi{line-height:1.3}
.account{display:flex;align-items:center;gap:.75rem;min-inline-size:0}
.me{min-inline-size:0;display:flex;align-items:center;min-block-size:2.75rem;text-decoration:none}
.account bdi{max-inline-size:18rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--soft);font-size:.9375rem}
.form{max-inline-size:29rem}
main{flex:1;padding-block:1.25rem 2rem}
footer{padding-block:0 1.25rem;text-align:center;color:var(--soft);font-size:.875rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.875rem;padding:1.25rem}
.card>*+*{margin-block-start:1.25rem}
.card>h1+p{margin-block-start:.5rem}
.soft{color:var(--soft)}
.small{font-size:.9375rem}
form.stack{display:grid;gap:1.125rem}
label{display:block;font-weight:600;margin-block-end:.375rem}
input:not([type=hidden],[type=file],[type=checkbox],[type=radio]),textarea,select{display:block;inline-size:100%;min-block-size:3rem;padding:.5rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--field);border-radius:.5rem}
textarea{resize:vertical;line-height:1.5}
fieldset{margin:0;padding:0;border:0;min-inline-size:0}
fieldset>*+*{margin-block-start:.75rem}
legend{padding:0;font-weight:600}
input[type=file]{max-inline-size:100%;min-block-size:2.75rem;font:inherit;color:inherit}
meter,progress{display:block;inline-size:12rem;max-inline-size:100%}
.first{position:absolute;inset-inline-start:-999px;inline-size:0;min-block-size:0;padding:0;overflow:hidden}
.file{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding-inline:1rem 0;border:1px solid var(--line);border-radius:.5rem}
h1+.card,.note+.card,.card+.card{margin-block-start:1rem}
.line{padding-block:.375rem;flex-wrap:wrap;min-block-size:3rem;padding-inline-end:1rem}
.code-picture{max-inline-size:15rem}.code-picture svg{display:block;inline-size:100%;block-size:auto;border-radius:.5rem}
.boxes{display:flex;flex-wrap:wrap;gap:.25rem .5rem;margin-block:.75rem 0;padding:0;list-style:none}.boxes a{display:flex;align-items:center;min-block-size:2.75rem;padding-inline:.875rem;border-radius:.5rem;text-decoration:none}.boxes [aria-current]{background:var(--tint);font-weight:600}
.codes{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.5rem}
.tall{padding-block:.375rem;gap:.25rem}.tall>:first-child{min-inline-size:0}.tall a{border:0;padding-inline:0}
.file .quiet{border-color:transparent}
.written{white-space:pre-wrap;border-block:1px solid var(--line);padding-block:1.25rem}
input[readonly]{background:var(--sunk);border-color:var(--line);color:var(--soft)}
input[aria-invalid=true]{border:2px solid var(--bad)}
.code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;letter-spacing:.04em}
.hint{margin-block-start:.375rem;color:var(--soft);font-size:.9375rem}
.wrong{margin-block-start:.375rem;color:var(--bad);font-size:.9375rem;font-weight:600}
button,.button{display:flex;align-items:center;justify-content:center;min-block-size:3rem;padding:.5rem 1.25rem;font:inherit;font-weight:650;text-align:center;color:var(--on-accent);background:var(--accent);border:1px solid transparent;border-radius:.5rem;cursor:pointer;text-decoration:none}
button:hover,.button:hover{background:var(--accent-press)}
button.quiet,.button.quiet{color:var(--accent);background:none;border-color:var(--line);white-space:nowrap}
button.quiet{min-block-size:2.75rem;padding-inline:.875rem}
.quiet:hover{background:var(--tint)}
.note{padding:.75rem 1rem;border-radius:.5rem;background:var(--tint)}
.note.bad{background:var(--bad-tint);color:var(--bad);font-weight:600}
.aside{border-block-start:1px solid var(--line);padding-block-start:1.25rem}
.aside p{margin-block-start:.25rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem}
.actions>*{flex:1 1 12rem}
ul{list-style:none;padding:0}
.title{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem 1.5rem}
.search{display:flex;gap:.5rem;margin-block-start:1rem}
.search input{flex:1;min-inline-size:0}
.header{margin:0;white-space:pre-wrap;font:.875rem/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
button.danger{background:var(--bad);color:var(--card)}
.mails{overflow:hidden;padding:0;margin-block-start:1rem}
.mails li{margin:0}
.mails li+li{border-block-start:1px solid var(--line)}
.mails a{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.125rem .75rem;padding:.875rem 1.25rem;color:inherit;text-decoration:none}
.mails a:hover{background:var(--tint)}
.mails a:focus-visible{outline-offset:-3px}
.mails .who,.mails .what{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.mails time,.mails .state{color:var(--soft);font-size:.875rem;text-align:end}
.mails .new :is(.who,.what){font-weight:650}
.mails .new .who::before{content:"";display:inline-block;inline-size:.5rem;block-size:.5rem;margin-inline-end:.5rem;border-radius:50%;background:var(--accent);vertical-align:.1em}
.mails .gone{color:var(--soft)}
.tag{padding:.0625rem .5rem;border:1px solid var(--line);border-radius:1rem;font-size:.8125rem}
.clip{display:inline-flex;align-items:center;gap:.25rem}
.clip svg,.back svg{inline-size:1.125rem;block-size:1.125rem}
.more{display:flex;flex-wrap:wrap;gap:.75rem;margin-block-start:1rem}
.empty{padding:3rem 1.5rem;text-align:center;margin-block-start:1rem}
.empty svg{inline-size:2.5rem;block-size:2.5rem;color:var(--soft)}
.empty>*+*{margin-block-start:.5rem}
.back{display:inline-flex;align-items:center;gap:.25rem;min-block-size:2.75rem;margin-block:-.5rem .25rem;text-decoration:none}
[dir=rtl] .back svg{transform:scaleX(-1)}
.sealed{display:flex;align-items:center;gap:.5rem;color:var(--good);font-weight:650;font-size:.9375rem}
.sealed svg{inline-size:1.25rem;block-size:1.25rem}
.card>.sealed+h1{margin-block-start:.5rem}
.facts{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.25rem 1rem}
.facts dt{color:var(--soft)}
.people bdi:not(:last-child)::after{content:", "}
iframe{display:block;inline-size:100%;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
.s{block-size:16rem}.m{block-size:30rem}.l{block-size:max(30rem,75vh)}
.files{display:grid;gap:.5rem;margin-block-start:.75rem}
.files a{display:flex;align-items:center;justify-content:space-between;gap:1rem;min-block-size:3rem;padding:.5rem 1rem;border:1px solid var(--line);border-radius:.5rem;text-decoration:none}
.files a:hover{background:var(--tint)}
.files small{flex:none;display:inline-flex;align-items:center;gap:.5rem;color:var(--soft);font-size:.875rem}
.files svg{inline-size:1.25rem;block-size:1.25rem;color:var(--accent)}
.links{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.links a{display:inline-flex;align-items:center;min-block-size:2.75rem}
h3{margin:0;font-size:1.0625rem;line-height:1.4;font-weight:650;min-inline-size:0}
.part{margin-block-start:1.25rem}
.line{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem .75rem}
.line+.facts{margin-block-start:.5rem}
.tag{white-space:nowrap}
.actions button{inline-size:100%}
button.stop{background:var(--bad)}
details>summary{display:inline-flex;align-items:center;min-block-size:2.75rem;color:var(--accent);font-weight:600;cursor:pointer}
details>summary::-webkit-details-marker{display:none}
details>:not(summary){margin-block-start:.75rem}
@media(min-width:40em){main{padding-block:2rem 3rem}.form{padding-block-start:3rem}.card{padding:1.75rem}.mails,.empty{padding:0}.empty{padding:4rem 2rem}.mails a{padding-inline:1.5rem}h1{font-size:1.625rem}}
@media(max-width:30em){.logo{max-inline-size:5rem}.mails a:has(.tag+.tag) .state{grid-column:1/-1;text-align:start}}@media(max-width:30em){.facts{column-gap:.75rem;font-size:.9375rem}}@media(max-width:22em){a.brand .logo+bdi{display:none}.brand{font-size:.9375rem}.facts{grid-template-columns:minmax(0,1fr);gap:0}.facts dd{margin-block-end:.5rem}}@media(max-width:40em){.account{flex:none}.me{display:none}}@media(min-width:40em){footer .account-line{display:none}}
@media(forced-colors:active){.mails .new .who::before{background:CanvasText}}
`.replaceAll("\n", "");

/** The one stylesheet, inlined into every page. */
export const stylesheet = raw(css);

/** Its hash, for the policy that lets it alone apply. */
export const stylesheetHash = `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
