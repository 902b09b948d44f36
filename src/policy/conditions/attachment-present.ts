import { z } from "zod";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches messages with a file beside the text. */
export const attachmentPresent = defineCondition({
  type: "attachment-present",
  label: "Message has an attachment",
  settings: z.strictObject({}),
  matches: ({ facts }) => {
    const result = facts.attachments.length > 0 ? true : noUnlessUnpacked(facts);
    return { result, compared: `${facts.attachments.length} attachments` };
  },
  sentence: () => "the message has an attachment",
});
