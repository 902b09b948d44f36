import { html } from "hono/html";
import type { Brand, Notice } from "../../src/contracts/notice.ts";
import { type ButtonColors, buttonColors } from "./button-colors.ts";

type Html = ReturnType<typeof html>;

const font = "font-family:system-ui,Segoe UI,Roboto,Noto Sans,Arial,sans-serif";

/** The Content-ID of the company's picture. */
export const logoId = "logo@mail";

/** On white, whatever is around it: a picture drawn for paper is seen in the dark too. The name stands below it. */
const picture = html`<p style="margin:0 0 10px"><img src="cid:${logoId}" alt="" height="40" style="display:block;height:40px;max-width:200px;padding:4px;background:#ffffff;border-radius:6px"></p>`;

/** What the look needs beside the notice. */
export type Look = {
  readonly openLink: string;
  readonly direction: "ltr" | "rtl";
  readonly brand: Brand;
};

/** The html form of a notice: one table, inline styles, no images, nothing remote. Works from 320 px, light and dark. */
export function noticeHtml(notice: Notice, look: Look): Html {
  const { title, paragraphs, facts = [], secret, action, closing } = notice;
  const { brand, direction } = look;
  return html`<!doctype html>
<html lang="${notice.language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#10161d!important}
.card{background:#1a222c!important;border-color:#33404d!important}
.text,.value{color:#e6ebf0!important}
.small,.label{color:#a9b5c1!important}
.secret{background:#10161d!important;border-color:#4a5a6a!important;color:#fff!important}
.link{color:#8ec5ff!important}
}
</style>
</head>
<body class="page" dir="${direction}" style="margin:0;padding:0;background:#f2f5f8">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" dir="${direction}" style="background:#f2f5f8">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #d7dee6;border-radius:12px;text-align:${direction === "rtl" ? "right" : "left"}">
<tr><td style="padding:28px 24px;overflow-wrap:anywhere"><div role="main">
${brand.logo ? picture : ""}<p class="small" style="margin:0 0 16px;${font};font-size:14px;font-weight:600;color:#51606f"><bdi>${brand.portalName}</bdi></p>
<h1 class="text" style="margin:0 0 16px;${font};font-size:22px;line-height:1.3;font-weight:650;color:#14202b">${title}</h1>
${paragraphs.map((text) => paragraph(text))}
${facts.length > 0 ? factTable(facts) : ""}
${secret ? secretBox(secret) : ""}
${action ? actionButton(action, look.openLink, buttonColors(brand.color)) : ""}
${closing.map((text) => smallPrint(text))}
</div></td></tr></table>
</td></tr></table>
</body>
</html>`;
}

function paragraph(text: string): Html {
  return html`<p class="text" style="margin:0 0 14px;${font};font-size:16px;line-height:1.5;color:#14202b">${text}</p>`;
}

function factTable(facts: NonNullable<Notice["facts"]>): Html {
  const row = ([label, value]: readonly [string, string]) => html`<tr>
<td class="label" valign="top" width="34%" style="padding:4px 0;padding-inline-end:16px;${font};font-size:14px;color:#51606f">${label}</td>
<td class="value" valign="top" style="padding:4px 0;${font};font-size:14px;color:#14202b"><bdi>${value}</bdi></td>
</tr>`;
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:4px 0 18px;table-layout:fixed">${facts.map(row)}</table>`;
}

function secretBox({ label, value }: NonNullable<Notice["secret"]>): Html {
  return html`<p class="label" style="margin:0 0 6px;${font};font-size:14px;color:#51606f">${label}</p>
<p class="secret" dir="ltr" style="margin:0 0 18px;padding:12px 14px;border:1px solid #b9c5d1;border-radius:8px;background:#f2f5f8;font-family:ui-monospace,Consolas,monospace;font-size:18px;letter-spacing:.04em;color:#14202b;overflow-wrap:anywhere">${value}</p>`;
}

function actionButton({ label, link }: NonNullable<Notice["action"]>, openLink: string, colors: ButtonColors): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:4px 0 14px"><tr>
<td style="border-radius:8px;background:${colors.background}"><a href="${link}" style="display:inline-block;padding:13px 22px;${font};font-size:16px;font-weight:600;color:${colors.text};text-decoration:none">${label}</a></td>
</tr></table>
<p class="small" style="margin:0 0 18px;${font};font-size:13px;line-height:1.5;color:#51606f;word-break:break-all">${openLink}<br><a class="link" dir="ltr" href="${link}" style="color:#0b5cad">${link}</a></p>`;
}

function smallPrint(text: string): Html {
  return html`<p class="small" style="margin:0 0 10px;${font};font-size:13px;line-height:1.5;color:#51606f">${text}</p>`;
}
