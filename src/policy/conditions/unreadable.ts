import { z } from "zod";
import { unreadableClasses } from "../../mail/findings.ts";
import { listed } from "../address-match.ts";
import { closedClasses } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const everyClass = [...unreadableClasses];

/** Matches messages that could not be read whole, by the class of what stood in the way. */
export const unreadable = defineCondition({
  type: "unreadable",
  label: "Message could not be read whole",
  settings: z.strictObject({ classes: z.array(z.enum(unreadableClasses)).min(1).default(everyClass) }),
  matches: ({ facts }, { classes }) => {
    const found = closedClasses(facts);
    return { result: found.some((one) => classes.includes(one)), compared: found.join(", ") || "read whole" };
  },
  sentence: ({ classes }) =>
    classes.length === unreadableClasses.length
      ? "the message could not be read whole"
      : `the message could not be read whole (${listed(classes)})`,
});
