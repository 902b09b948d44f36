import { createHash } from "node:crypto";

/** The outbox page's only stylesheet. */
export const stylesheet = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, "Noto Sans", sans-serif;
  --page: light-dark(#f3f5f8, #12161c); --card: light-dark(#fff, #1a2029); --line: light-dark(#d8dee6, #323c4a);
  --ink: light-dark(#16202c, #e6ebf2); --soft: light-dark(#566373, #9fadbe); --link: light-dark(#0b5cad, #7db8f5);
  --chosen: light-dark(#e2edf7, #22344a); --good: light-dark(#1c6b3f, #74c997); --bad: light-dark(#a62b2b, #f0928c); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
header { background: var(--card); border-block-end: 1px solid var(--line); padding: 12px 24px; display: flex; gap: 16px; align-items: center; }
header h1, header p { font-size: 17px; font-weight: 600; margin: 0; }
header a { color: inherit; text-decoration: none; }
header form { margin-inline-start: auto; display: flex; gap: 8px; }
input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 6px 12px; min-width: 0; }
input { width: 260px; }
main { max-width: 1240px; margin: 0 auto; padding: 16px 24px 32px; display: grid; gap: 16px; grid-template-columns: minmax(0, 400px) minmax(0, 1fr); align-items: start; }
main.alone { grid-template-columns: minmax(0, 1fr); max-width: 820px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.list { padding: 8px; }
.list ol { list-style: none; margin: 0; padding: 0; }
.list a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; padding: 8px 12px; border-radius: 8px; color: inherit; text-decoration: none; }
.list li + li { border-block-start: 1px solid var(--line); }
.list a:hover, .list a[aria-current] { background: var(--chosen); }
.list strong, .list .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.soft, .list .subject, .list time { color: var(--soft); }
.list time, .state { font-size: 13px; white-space: nowrap; }
.state { text-align: end; color: var(--soft); }
.good { color: var(--good); } .bad { color: var(--bad); }
.mail { padding: 20px; }
.mail h1, .mail h2.subject { font-size: 21px; line-height: 1.3; margin: 0 0 12px; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 16px; margin: 0 0 16px; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
nav { display: flex; gap: 4px; border-block-end: 1px solid var(--line); margin-block-end: 16px; }
nav a { padding: 6px 12px; text-decoration: none; color: var(--soft); border-block-end: 2px solid transparent; }
nav a[aria-current] { color: var(--ink); border-color: var(--link); }
iframe { width: 100%; height: 62vh; min-height: 420px; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
pre { margin: 0; padding: 16px; background: var(--page); border-radius: 8px; font: 13px/1.55 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.events { list-style: none; margin: 16px 0 0; padding: 12px 0 0; border-block-start: 1px solid var(--line); font-size: 14px; }
.events li { display: grid; grid-template-columns: 108px minmax(0, 1fr); gap: 0 12px; padding: 2px 0; overflow-wrap: anywhere; }
.empty { padding: 48px 24px; text-align: center; color: var(--soft); }
.back { display: none; }
@media (max-width: 800px) {
  header { padding: 12px 16px; flex-wrap: wrap; } header form { margin: 0; width: 100%; } input { flex: 1; }
  main { grid-template-columns: minmax(0, 1fr); padding: 12px; } main.reading .list { display: none; }
  .back { display: inline-block; margin-block-end: 12px; } .mail { padding: 16px; }
}`;

/** The stylesheet's CSP source. */
export const stylesheetSource = `'sha256-${createHash("sha256").update(stylesheet).digest("base64")}'`;
