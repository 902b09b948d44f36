import { z } from "zod";
import { defineCondition } from "./define-condition.ts";

/** Matches mail whose content was encrypted before it came to the gateway (S/MIME, PGP, rights management). */
export const alreadyEncrypted = defineCondition({
  type: "already-encrypted",
  label: "Message is already encrypted",
  settings: z.strictObject({}),
  matches: ({ facts }) => facts.findings.some(({ kind }) => kind === "already-encrypted"),
  sentence: () => "the message was already encrypted by its sender",
});
