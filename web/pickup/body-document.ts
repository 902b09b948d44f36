import { html, raw } from "hono/html";
import type { Html } from "./frame.ts";
import type { PageTexts } from "./page-texts.ts";

const mail = `html{color-scheme:light;background:#fff;color:#17212d}a{color:#0a58a6}`;
const plain = `html{color-scheme:light dark;background:light-dark(#fff,#171f28);color:light-dark(#17212d,#e9edf2)}a{color:light-dark(#0a58a6,#82baf2)}`;
const both = `body{margin:0;padding:1rem;font:100%/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}main>:first-child,.mail>:first-child{margin-block-start:0}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid #b5bfca}`;

/** What stands above a message that is printed. */
export type PrintedFacts = {
  readonly title: string;
  readonly lines: readonly (readonly [label: string, value: string])[];
};

/** The message's body as a document of its own, from HTML that was made safe before; in what language is not known. */
export function bodyDocument(
  texts: Pick<PageTexts, "language" | "direction" | "text">,
  safeBody: string,
  form: "html" | "text",
  facts: PrintedFacts | null = null,
): Html {
  return html`<!doctype html>
<html lang="${texts.language}" dir="${texts.direction}">
<head>
<meta charset="utf-8">
<title>${facts?.title || texts.text("body.frame")}</title>
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<style>${raw(form === "html" ? mail : plain)}${raw(both)}</style>
</head>
<body>
<main>
${facts === null ? "" : html`<h1 dir="auto">${facts.title}</h1><dl>${facts.lines.map(([label, value]) => html`<dt>${label}</dt><dd dir="auto">${value}</dd>`)}</dl><hr>`}
<div class="mail" lang="" dir="auto">${raw(safeBody)}</div>
</main>
</body>
</html>`;
}
