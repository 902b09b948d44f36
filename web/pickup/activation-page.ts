import { html } from "hono/html";
import { type Field, field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";

/** The form behind an activation link; `reset` when the address has an account already. */
export type ActivationView = {
  readonly token: string;
  readonly address: string;
  readonly reset: boolean;
  readonly name?: string;
  readonly passwordMinimum: number;
  readonly errors?: { readonly name?: string; readonly activationPassword?: string; readonly password?: string };
};

/** Name, activation password, chosen password. */
export function activationPage(frame: Frame, view: ActivationView): Html {
  const { texts, base } = frame;
  const title = texts.text(view.reset ? "reset.title" : "activate.title");
  return page(frame, {
    title,
    size: "form",
    body: html`<section class="card">
<h1>${title}</h1>
<p>${texts.text(view.reset ? "reset.intro" : "activate.intro")}</p>
<form class="stack" method="post" novalidate action="${base}/a/${encodeURIComponent(view.token)}">
${tokenInput(frame.formToken)}
${fields(frame, view).map(field)}
<button>${texts.text(view.reset ? "reset.action" : "activate.action")}</button>
</form>
<div class="aside small soft"><h2>${texts.text("activate.what")}</h2><p>${texts.text("activate.what-text", { portal: frame.portalName })}</p></div>
</section>`,
  });
}

function fields({ texts }: Frame, { address, reset, name, errors = {}, passwordMinimum }: ActivationView): Field[] {
  const named: Field[] = reset
    ? []
    : [
        {
          name: "name",
          label: texts.text("activate.name"),
          value: name ?? "",
          autocomplete: "name",
          error: errors.name,
          maximum: 100,
        },
      ];
  return [
    {
      name: "address",
      label: texts.text("sign-in.address"),
      value: address,
      autocomplete: "username",
      readonly: true,
      maximum: 320,
    },
    ...named,
    {
      name: "activation-password",
      label: texts.text("activate.one-time"),
      autocomplete: "off",
      code: true,
      hint: texts.text("activate.one-time-hint"),
      error: errors.activationPassword,
      maximum: 64,
    },
    {
      name: "password",
      label: texts.text("activate.password"),
      type: "password",
      autocomplete: "new-password",
      hint: texts.text("activate.password-hint", { minimum: passwordMinimum }),
      error: errors.password,
      maximum: 512,
    },
  ];
}
