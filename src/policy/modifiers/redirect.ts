import { z } from "zod";
import { emailAddress } from "../../contracts/policies-names.ts";
import { defineModifier } from "./define-modifier.ts";

/** Sends to another address in place of the recipient: to a company address over required TLS, sealed to any other. */
export const redirect = defineModifier({
  type: "redirect",
  label: "Redirect",
  settings: z.strictObject({ address: emailAddress }),
  adds: ({ address }) => [{ kind: "redirect", address }],
  sentence: ({ address }) => `it goes to ${address} in place of the recipient`,
});
