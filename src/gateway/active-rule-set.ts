import { SealgateError } from "../errors.ts";

/** The one receipt rule set that SES applies in an account and region. */
export type ReceiptRuleSets = {
  /** The active set's name, or null. */
  active(): Promise<string | null>;
  /** Makes this set the active one; null: none. */
  activate(name: string | null): Promise<void>;
};

/** Makes our set the active one, unless that would silently end somebody else's mail flow. */
export async function activateRuleSet(sets: ReceiptRuleSets, name: string, previousName?: string): Promise<void> {
  const active = await sets.active();
  if (active === name) return;
  if (active !== null && active !== previousName)
    throw new SealgateError(
      "foreign-rule-set",
      409,
      `the receipt rule set "${active}" is active and is not ours: SES knows only one active set, and activating "${name}" would stop mail that "${active}" handles; deactivate it first, or deploy into another region or account`,
    );
  await sets.activate(name);
}

/** Takes our set out of use; a foreign one stays as it is. */
export async function deactivateRuleSet(sets: ReceiptRuleSets, name: string): Promise<void> {
  if ((await sets.active()) === name) await sets.activate(null);
}
