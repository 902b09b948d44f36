import type { Modifier } from "./define-modifier.ts";
import { stripSubjectTrigger } from "./strip-subject-trigger.ts";

/** Every modifier; a new one is a new file and a line here. */
export const modifiers: readonly Modifier[] = [stripSubjectTrigger];

/** The modifier of a type, or undefined. */
export function modifierOf(type: string): Modifier | undefined {
  return modifiers.find((modifier) => modifier.type === type);
}
