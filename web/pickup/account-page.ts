import { html, raw } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";
import { backIcon } from "./icons.ts";
import { timeTag } from "./moment.ts";
import { passkeyList } from "./passkey-form.ts";

/** Everything about one's account. */
export type AccountView = {
  readonly address: string;
  readonly name: string;
  readonly language: string;
  readonly timeZone: string;
  readonly phrase: string;
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  readonly timeZones: readonly string[];
  readonly hasGenerator: boolean;
  readonly recoveryLeft: number;
  readonly passkeys: readonly { readonly id: string; readonly name: string }[];
  readonly sessions: readonly { readonly browser: string; readonly since: string; readonly isThis: boolean }[];
  readonly passwordMinimum: number;
  readonly note?: "saved" | "password-changed" | "second-on" | "second-off";
  readonly errors?: {
    readonly name?: string;
    readonly timeZone?: string;
    readonly current?: string;
    readonly password?: string;
    readonly proof?: string;
  };
};

/** Name, language, time zone and phrase; password; second factor; sessions. */
export function accountPage(frame: Frame, view: AccountView): Html {
  const { texts, base } = frame;
  const title = texts.text("account.title");
  return page(frame, {
    title,
    size: "list",
    body: html`<a class="back" href="${base}/inbox">${backIcon}${texts.text("message.back")}</a>
<h1>${title}</h1>
${view.note === undefined ? "" : html`<p class="note" role="status">${texts.text(`account.note.${view.note}`)}</p>`}
${you(frame, view)}
${password(frame, view)}
${secondFactor(frame, view)}
${passkeyList(frame, view.passkeys)}
${sessions(frame, view)}
${shared(frame)}`,
  });
}

function you({ texts, base, formToken }: Frame, view: AccountView): Html {
  const { errors = {} } = view;
  return html`<section class="card" aria-labelledby="you"><h2 id="you">${texts.text("account.you")}</h2>
<p class="soft"><bdi>${view.address}</bdi></p>
<form class="stack" method="post" novalidate action="${base}/account">
${tokenInput(formToken)}
${field({ name: "name", label: texts.text("activate.name"), value: view.name, autocomplete: "name", error: errors.name, maximum: 100 })}
<div><label for="language">${texts.text("account.language")}</label>
<select id="language" name="language"><option value="">${texts.text("account.language-browser")}</option>${view.languages.map(
    ({ code, name }) =>
      html`<option value="${code}" lang="${code}"${code === view.language ? raw(" selected") : ""}>${name}</option>`,
  )}</select></div>
${field({ name: "time-zone", label: texts.text("account.time-zone"), value: view.timeZone, autocomplete: "off", hint: texts.text("account.time-zone-hint"), list: "time-zones", error: errors.timeZone, maximum: 60 })}
<datalist id="time-zones">${view.timeZones.map((zone) => html`<option value="${zone}"></option>`)}</datalist>
${field({ name: "phrase", label: texts.text("account.phrase"), value: view.phrase, autocomplete: "off", hint: texts.text("account.phrase-hint"), maximum: 80 })}
<button>${texts.text("account.save")}</button>
</form></section>`;
}

function password({ texts, base, formToken }: Frame, { errors = {}, passwordMinimum, address }: AccountView): Html {
  return html`<section class="card" aria-labelledby="change"><h2 id="change">${texts.text("account.password")}</h2>
<form class="stack" method="post" novalidate action="${base}/account/password">
${tokenInput(formToken)}
<input type="hidden" name="username" autocomplete="username" value="${address}">
${field({ name: "current", label: texts.text("account.current"), type: "password", autocomplete: "current-password", error: errors.current, maximum: 512 })}
${field({ name: "password", label: texts.text("account.new"), type: "password", autocomplete: "new-password", hint: texts.text("activate.password-hint", { minimum: passwordMinimum }), error: errors.password, maximum: 512 })}
<button>${texts.text("account.password-action")}</button>
</form></section>`;
}

function secondFactor({ texts, base, formToken }: Frame, view: AccountView): Html {
  const { hasGenerator, recoveryLeft, errors = {} } = view;
  if (!hasGenerator) {
    return html`<section class="card" aria-labelledby="second"><h2 id="second">${texts.text("account.second")}</h2>
<p>${texts.text("account.second-off")}</p>
<p class="actions"><a class="button quiet" href="${base}/account/second-factor">${texts.text("account.second-set-up")}</a></p></section>`;
  }
  return html`<section class="card" aria-labelledby="second"><h2 id="second">${texts.text("account.second")}</h2>
<p>${texts.text("account.second-on", { count: recoveryLeft })}</p>
<form class="stack" method="post" novalidate action="${base}/account/second-factor/off">
${tokenInput(formToken)}
${field({ name: "code", label: texts.text("second.code"), autocomplete: "one-time-code", code: true, hint: texts.text("second.hint"), error: errors.proof, maximum: 64 })}
<button class="quiet">${texts.text("account.second-turn-off")}</button>
</form></section>`;
}

function sessions({ texts, base, formToken }: Frame, { sessions: list }: AccountView): Html {
  return html`<section class="card" aria-labelledby="sessions"><h2 id="sessions">${texts.text("account.sessions")}</h2>
<ul class="files">${list.map(
    (one) =>
      html`<li class="file line"><span><bdi>${one.browser}</bdi>${one.isThis ? html` <span class="tag">${texts.text("account.this-browser")}</span>` : ""}</span><small class="soft">${timeTag(texts, one.since)}</small></li>`,
  )}</ul>
<form method="post" action="${base}/account/sign-out-everywhere">${tokenInput(formToken)}<button class="quiet">${texts.text("account.sign-out-everywhere")}</button></form>
</section>`;
}

function shared({ texts, base }: Frame): Html {
  return html`<section class="card" aria-labelledby="shared"><h2 id="shared">${texts.text("co-readers.title")}</h2>
<p>${texts.text("co-readers.intro")}</p>
<p class="actions"><a class="button quiet" href="${base}/account/co-readers">${texts.text("co-readers.open")}</a></p></section>`;
}

/** The picture and the secret of a new code generator, and a field for its first code. */
export function setUpGeneratorPage(
  frame: Frame,
  view: { readonly picture: string; readonly secret: string; readonly wrong?: boolean; readonly message?: string },
): Html {
  const { texts, base, formToken } = frame;
  const title = texts.text("account.second-set-up");
  const error = view.wrong ? texts.text("second.wrong") : undefined;
  return page(frame, {
    title,
    size: "form",
    body: html`<a class="back" href="${base}/account">${backIcon}${texts.text("account.title")}</a>
<section class="card"><h1>${title}</h1>
<p>${texts.text("account.second-scan")}</p>
<div class="code-picture" role="img" aria-label="${texts.text("account.second-picture")}">${raw(view.picture)}</div>
<p class="small">${texts.text("account.second-type")} <bdi class="code">${view.secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}</bdi></p>
<form class="stack" method="post" novalidate action="${base}/account/second-factor">
${tokenInput(formToken)}
<input type="hidden" name="secret" value="${view.secret}">
${view.message === undefined ? "" : html`<input type="hidden" name="message" value="${view.message}">`}
${field({ name: "code", label: texts.text("second.code"), autocomplete: "one-time-code", code: true, focus: true, error, maximum: 64 })}
<button>${texts.text("account.second-turn-on")}</button>
</form></section>`,
  });
}

/** The recovery codes, shown this once; who came from a message goes back to it. */
export function recoveryCodesPage(frame: Frame, codes: readonly string[], message?: string): Html {
  const { texts, base } = frame;
  const title = texts.text("account.recovery-title");
  const back = message === undefined ? "/account" : `/messages/${encodeURIComponent(message)}`;
  return page(frame, {
    title,
    size: "form",
    body: html`<section class="card"><h1>${title}</h1>
<p>${texts.text("account.recovery-text")}</p>
<ul class="codes">${codes.map((code) => html`<li class="code"><bdi>${code}</bdi></li>`)}</ul>
<p class="actions"><a class="button" href="${base}${back}">${texts.text("account.recovery-done")}</a></p>
</section>`,
  });
}
