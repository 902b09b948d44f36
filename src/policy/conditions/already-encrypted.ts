import { z } from "zod";
import { isWhollyEncrypted } from "../wholly-encrypted.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches mail whose whole content was encrypted before it came to the gateway (S/MIME, PGP, rights management). */
export const alreadyEncrypted = defineCondition({
  type: "already-encrypted",
  label: "Message is already encrypted",
  settings: z.strictObject({}),
  matches: ({ facts }) => isWhollyEncrypted(facts),
  sentence: () => "the message was already encrypted by its sender",
});
