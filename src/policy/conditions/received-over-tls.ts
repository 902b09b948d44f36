import { z } from "zod";
import { defineCondition } from "./define-condition.ts";

/** Matches how the message reached the gateway; unknown where the ingress does not tell. */
export const receivedOverTls = defineCondition({
  type: "received-over-tls",
  label: "Received over TLS",
  settings: z.strictObject({ is: z.boolean().default(true) }),
  needs: ["tls"],
  matches: ({ facts }, { is }) => {
    const { tls } = facts.envelope;
    if (tls === undefined) return { result: "unknown", compared: "not known" };
    return { result: tls === is, compared: tls ? "over TLS" : "without TLS" };
  },
  sentence: ({ is }) => `the message was received ${is ? "over" : "without"} TLS`,
});
