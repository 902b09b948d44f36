import { html } from "hono/html";
import type { Html } from "./frame.ts";

/** One labelled input with its hint and what is wrong with it, tied together for those who hear the page. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password";
  readonly value?: string;
  readonly autocomplete: string;
  readonly hint?: string;
  readonly error?: string;
  readonly readonly?: boolean;
  readonly focus?: boolean;
  readonly code?: boolean;
  readonly multiple?: boolean;
  /** Id of a list of suggestions. */
  readonly list?: string;
  readonly maximum: number;
};

/** Draws a field. Nothing is `required` for the browser: what is missing is told by our own words. */
export function field(of: Field): Html {
  const hintId = `${of.name}-hint`;
  const errorId = `${of.name}-error`;
  const described = [of.hint && hintId, of.error && errorId].filter(Boolean).join(" ");
  return html`<div>
<label for="${of.name}">${of.label}</label>
<input id="${of.name}" name="${of.name}" type="${of.type ?? "text"}" value="${of.value ?? ""}" autocomplete="${of.autocomplete}" maxlength="${of.maximum}" dir="auto"
${of.type === "email" || of.code ? html` autocapitalize="none" spellcheck="false"` : ""}${of.code ? html` class="code"` : ""}${of.list ? html` list="${of.list}"` : ""}${of.multiple ? html` multiple` : ""}${of.readonly ? html` readonly` : ""}${of.focus ? html` autofocus` : ""}${described === "" ? "" : html` aria-describedby="${described}"`}${of.error ? html` aria-invalid="true"` : ""}>
${of.hint ? html`<p class="hint" id="${hintId}">${of.hint}</p>` : ""}${of.error ? html`<p class="wrong" id="${errorId}">${of.error}</p>` : ""}
</div>`;
}
