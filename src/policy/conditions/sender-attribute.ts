import { z } from "zod";
import { senderBases } from "../../contracts/policies.ts";
import { attributeFits, attributeSettings, attributeWords } from "../attribute-match.ts";
import { basisOf, basisWords, senderFits } from "../sender-basis.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches senders by what the directory knows of them. */
export const senderAttribute = defineCondition({
  type: "sender-attribute",
  label: "Sender's attribute is",
  settings: attributeSettings.extend({ basis: z.enum(senderBases).default("envelope") }),
  matches: (input, chosen) => {
    const basis = basisOf(input, chosen.basis);
    const fits = (address: string) => attributeFits(input.directory.attributesOf(address), chosen);
    const result = senderFits(input, basis, fits);
    return { result, compared: `${basis}: ${result ? "it is" : "it is not"}` };
  },
  sentence: (chosen) => `the sender's (${basisWords[chosen.basis]}) ${attributeWords(chosen)}`,
});
