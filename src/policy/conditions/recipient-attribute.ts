import { attributeFits, attributeSettings, attributeWords } from "../attribute-match.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches recipients by what the directory knows of them. */
export const recipientAttribute = defineCondition({
  type: "recipient-attribute",
  label: "Recipient's attribute is",
  settings: attributeSettings,
  perRecipient: true,
  matches: ({ recipient, directory }, chosen) => {
    const result = attributeFits(directory.attributesOf(recipient), chosen);
    return { result, compared: result ? "it is" : "it is not" };
  },
  sentence: (chosen) => `the recipient's ${attributeWords(chosen)}`,
});
