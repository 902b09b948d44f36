import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { BrandStyle } from "./brand-style.ts";
import { lockIcon } from "./icons.ts";
import type { PageTexts } from "./page-texts.ts";
import { stylesheet } from "./stylesheet.ts";

export type Html = ReturnType<typeof html>;
/** A company's colours, where its picture is below the base, and its words for the sign-in page. */
export type FrameBrand = {
  readonly style: BrandStyle | null;
  readonly logo: string | null;
  readonly words: string | null;
};
/** What every page needs to know. */
export type Frame = {
  readonly texts: PageTexts;
  readonly portalName: string;
  readonly brand: FrameBrand;
  /** Path under which the pages live, without a trailing slash: `/mpc`. */
  readonly base: string;
  readonly formToken: string;
  /** Address of who is signed in. */
  readonly account: string | null;
};

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect x='4' y='10' width='16' height='11' rx='2' fill='%230b5cad'/%3E%3Cpath d='M8 10V7a4 4 0 0 1 8 0v3' fill='none' stroke='%230b5cad' stroke-width='2.4'/%3E%3C/svg%3E";

/** A page's own part. `size` is how wide it may grow; a script, if any, comes last. */
type Content = {
  readonly title: string;
  readonly size: "form" | "list";
  readonly body: Html;
  readonly script?: Html | HtmlEscapedString;
};

/** The one layout: head, skip link, header with the account, the page's content. */
export function page(frame: Frame, content: Content): Html {
  const { texts, portalName } = frame;
  return html`<!doctype html>
<html lang="${texts.language}" dir="${texts.direction}">
<head>
<meta charset="utf-8">
<title>${texts.text("page.title", { title: content.title, portal: portalName })}</title>
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${icon}">
<style>${stylesheet}</style>
${frame.brand.style === null ? "" : html`<style>${frame.brand.style.css}</style>`}
</head>
<body>
<a class="skip" href="#main">${texts.text("page.skip")}</a>
<header class="top"><div class="wide">
${brandOf(frame)}
${frame.account === null ? "" : account(frame, frame.account)}
</div></header>
<main id="main" class="${content.size}" tabindex="-1">
${content.body}
</main>
<footer>${footer(frame)}</footer>
${content.script === undefined ? "" : html`<script>${content.script}</script>`}
</body>
</html>`;
}

function brandOf({ texts, portalName, base, brand, account: signedIn }: Frame): Html {
  const picture =
    brand.logo === null ? lockIcon : html`<img class="logo" src="${base}${brand.logo}" alt="" decoding="async">`;
  if (signedIn === null) return html`<p class="brand">${picture}<bdi>${portalName}</bdi></p>`;
  const label = texts.text("page.home", { portal: portalName });
  return html`<a class="brand" href="${base}/inbox" aria-label="${label}">${picture}<bdi>${portalName}</bdi></a>`;
}

function account({ texts, base, formToken }: Frame, address: string): Html {
  return html`<form class="account" method="post" action="${base}/sign-out">
<a class="me" href="${base}/account" title="${texts.text("account.title")}"><bdi>${address}</bdi></a>
${tokenInput(formToken)}
<button class="quiet">${texts.text("page.sign-out")}</button>
</form>`;
}

/** Where the header has no room for the address, it stands below. */
function footer({ texts, base, account: address }: Frame): Html {
  if (address === null) return html`<p>${texts.text("page.encrypted")}</p>`;
  return html`<p class="account-line">${texts.text("page.account", { address })} · <a href="${base}/account">${texts.text("account.title")}</a></p>`;
}

/** The hidden field that every form carries. */
export function tokenInput(token: string): Html {
  return html`<input type="hidden" name="form-token" value="${token}">`;
}
