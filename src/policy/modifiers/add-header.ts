import { z } from "zod";
import { editHeaders } from "../../mail/edit-headers.ts";
import { encodeHeaderText } from "../../mail/encoded-words.ts";
import { defineModifier } from "./define-modifier.ts";

/** Fields that steer delivery, structure or our own proof, and those that say who sent what to whom. */
const reserved =
  /^(?:from|sender|reply-to|to|cc|bcc|subject|date|message-id|references|in-reply-to|mime-version|content-.*|received|return-path|resent-.*|dkim-signature|arc-.*|authentication-results|auto-submitted|x-ses-.*|x-sealgate-.*|x-gm-.*)$/i;

/** Sets a header field; one of that name that is there already is replaced. */
export const addHeader = defineModifier({
  type: "add-header",
  label: "Set a header field",
  settings: z.strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,75}$/, "must be the name of a header field")
      .refine((name) => !reserved.test(name), "this header field cannot be set by a policy"),
    value: z
      .string()
      .trim()
      .min(1)
      .max(900)
      .regex(/^[^\p{Cc}]*$/u, "must be one line"),
  }),
  edit: (raw, { name, value }) => editHeaders(raw, { remove: [name], append: [[name, encodeHeaderText(value)]] }),
  sentence: ({ name, value }) => `the header field ${name} is set to “${value}”`,
});
