import { z } from "zod";
import { emailAddress } from "../../contracts/policies-names.ts";
import { listed } from "../address-match.ts";
import { defineModifier } from "./define-modifier.ts";

/** Sends a copy to further recipients: to company addresses over required TLS, sealed to all others. */
export const bcc = defineModifier({
  type: "bcc",
  label: "Send a blind copy",
  settings: z.strictObject({ addresses: z.array(emailAddress).min(1).max(20) }),
  adds: ({ addresses }) => addresses.map((address) => ({ kind: "copy", address })),
  sentence: ({ addresses }) => `a copy goes to ${listed(addresses)}`,
});
