import { createHash } from "node:crypto";
import type { ModifierNode } from "../contracts/policies.ts";
import { stripForClearSend } from "../mail/clear-headers.ts";
import { applyModifiers } from "../policy/apply-modifiers.ts";
import { type Decision, isDormant } from "./decision.ts";
import { connectorHeader } from "./prove-ours.ts";
import { reviewers, type SealedCopy, type SealingPorts, sealMessage } from "./seal-message.ts";

/** The sealed copy that a decision's recipient opens; null where nothing was sealed for them. */
export type CopyFor = (decision: Pick<Decision, "modifiers">) => SealedCopy | null;

/**
 * Seals for everybody who gets the message encrypted, and unchanged for the reviewers where it is held: one copy for
 * all whose policies change it alike, each under a key of its own.
 */
export async function sealCopies(
  ports: SealingPorts,
  raw: Buffer,
  decisions: readonly Decision[],
  sealId: string,
): Promise<CopyFor> {
  const groups = new Map<string, { modifiers: readonly ModifierNode[]; owners: string[] }>();
  const own = (modifiers: readonly ModifierNode[], owner: string) => {
    const key = JSON.stringify(modifiers);
    const group = groups.get(key) ?? { modifiers, owners: [] };
    group.owners.push(owner);
    groups.set(key, group);
  };
  if (decisions.some(({ disposition }) => disposition === "hold")) own([], reviewers);
  for (const decision of decisions)
    if (decision.disposition === "encrypt" || isDormant(decision)) own(decision.modifiers, decision.recipientId);
  const stripped = groups.size === 0 ? raw : stripForClearSend(raw, { secretHeader: connectorHeader });
  const plainKey = groups.has("[]") ? "[]" : [...groups.keys()].sort()[0];
  const copies = new Map<string, SealedCopy>();
  for (const [key, { modifiers, owners }] of groups) {
    const id = key === plainKey ? sealId : `${sealId}.${shortHash(key)}`;
    copies.set(key, await sealMessage(ports, id, applyModifiers(stripped, modifiers), owners));
  }
  return ({ modifiers }) => copies.get(JSON.stringify(modifiers)) ?? null;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
