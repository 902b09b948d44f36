import { z } from "zod";
import { longestTestMessage } from "./limits.ts";
import { emailAddress, stableId } from "./policies-names.ts";

const outcome = z.enum(["encrypt", "send", "discard", "return", "hold"]);

/** A message with what must happen to it: policies are not published while it does not. */
export const goldenTest = z.strictObject({
  id: stableId,
  name: z.string().min(1).max(200),
  /** The message as its .eml file holds it; as base64 where it is no UTF-8 text. */
  message: z.string().min(1).max(longestTestMessage),
  encoding: z.enum(["text", "base64"]).default("text"),
  /** The envelope sender; without it, the header From. */
  from: emailAddress.optional(),
  /** The recipients; without them, those in To and Cc. */
  to: z.array(emailAddress).min(1).max(50).optional(),
  /** What must happen for every recipient, or must happen for none. */
  expect: z.union([z.strictObject({ is: outcome }), z.strictObject({ isNot: outcome })]),
});
export type GoldenTest = z.infer<typeof goldenTest>;
