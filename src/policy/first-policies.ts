import type { Disposition, PolicySet } from "../contracts/policies.ts";
import { parsePolicies } from "./parse-policies.ts";

const external = { type: "recipient-location", settings: { is: "external" } };
const encrypt: Disposition = "encrypt";

/** The policies a new installation starts with. */
export function firstPolicies(companyDomains: readonly string[]): PolicySet {
  const parsed = parsePolicies({
    version: 1,
    companyDomains,
    policies: [
      {
        id: "subject-trigger",
        name: "The sender asked for encryption",
        narrative: "A sender who writes [encrypt] in the subject decides for themselves.",
        conditions: { all: [external, { type: "subject-trigger", settings: { triggers: ["[encrypt]"] } }] },
        disposition: encrypt,
        modifiers: [{ type: "strip-subject-trigger", settings: { triggers: ["[encrypt]"] } }],
      },
      sensitive(
        "payment-cards",
        "Payment card numbers",
        "payment-card",
        "Card numbers must not leave in clear (PCI DSS requirement 4).",
      ),
      sensitive(
        "social-security-numbers",
        "US Social Security numbers",
        "us-ssn",
        "Social Security numbers must not leave in clear.",
      ),
      {
        id: "spreadsheets",
        name: "Spreadsheets",
        narrative: "Spreadsheets often hold more than their sender remembers.",
        conditions: { all: [external, { type: "attachment-type", settings: { kinds: ["spreadsheet"] } }] },
        disposition: encrypt,
      },
    ],
    otherwise: { disposition: "send" },
  });
  if (!parsed.ok) throw new RangeError(`first policies: ${parsed.problems[0]?.path} ${parsed.problems[0]?.message}`);
  return parsed.policies;
}

function sensitive(id: string, name: string, detector: string, narrative: string) {
  return {
    id,
    name,
    narrative,
    conditions: { all: [external, { type: "detector", settings: { detector } }] },
    disposition: encrypt,
  };
}
