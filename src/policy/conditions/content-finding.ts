import { z } from "zod";
import { type FindingKind, findingKinds } from "../../mail/findings.ts";
import { listed } from "../address-match.ts";
import { defineCondition } from "./define-condition.ts";

const kinds = Object.keys(findingKinds) as [FindingKind, ...FindingKind[]];

/** Matches what the reader noticed: unreadable, password-protected, without text, ambiguous… */
export const contentFinding = defineCondition({
  type: "content-finding",
  label: "The reader noticed",
  settings: z.strictObject({ findings: z.array(z.enum(kinds)).min(1) }),
  matches: ({ facts }, { findings }) => {
    const hits = facts.findings.filter(({ kind }) => findings.includes(kind));
    const compared = hits.slice(0, 5).map(({ kind, detail }) => `${kind} (${detail})`);
    return { result: hits.length > 0, compared: compared.join(", ") || "none of these" };
  },
  sentence: ({ findings }) => `the message has ${listed(findings.map((kind) => findingKinds[kind].label))}`,
});
