import { z } from "zod";
import { listed } from "../address-match.ts";
import type { Facts } from "../types.ts";
import { isWhollyEncrypted } from "../wholly-encrypted.ts";
import { defineCondition } from "./define-condition.ts";

const types = ["normal", "automatic", "calendar", "report", "list", "signed", "encrypted", "own-notice"] as const;
type MessageType = (typeof types)[number];

/** Matches what kind of message it is; a message can be of several kinds, and is normal when it is of none. */
export const messageType = defineCondition({
  type: "message-type",
  label: "Message type is",
  settings: z.strictObject({ is: z.array(z.enum(types)).min(1) }),
  matches: ({ facts }, { is }) => {
    const found = typesOf(facts);
    return { result: found.some((type) => is.includes(type)), compared: found.join(", ") };
  },
  sentence: ({ is }) => `the message is ${listed(is)}`,
});

function typesOf(facts: Facts): MessageType[] {
  const has = (kind: string) => facts.findings.some((finding) => finding.kind === kind);
  const checks: [MessageType, boolean][] = [
    ["automatic", facts.automatic],
    ["calendar", facts.calendar],
    ["report", facts.report],
    ["list", facts.list],
    ["signed", has("signed")],
    ["encrypted", isWhollyEncrypted(facts)],
    ["own-notice", facts.envelope.ownNotice === true],
  ];
  const found = checks.filter(([, is]) => is).map(([type]) => type);
  return found.length === 0 ? ["normal"] : found;
}
