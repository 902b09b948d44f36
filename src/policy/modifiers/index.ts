import { addHeader } from "./add-header.ts";
import { bcc } from "./bcc.ts";
import type { Modifier } from "./define-modifier.ts";
import { footer } from "./footer.ts";
import { notify } from "./notify.ts";
import { redirect } from "./redirect.ts";
import { stripSubjectTrigger } from "./strip-subject-trigger.ts";
import { subjectPrefix } from "./subject-prefix.ts";

/** Every modifier; a new one is a new file and a line here. */
export const modifiers: readonly Modifier[] = [
  stripSubjectTrigger,
  subjectPrefix,
  footer,
  addHeader,
  bcc,
  redirect,
  notify,
];

/** The modifier of a type, or undefined. */
export function modifierOf(type: string): Modifier | undefined {
  return modifiers.find((modifier) => modifier.type === type);
}
