import { readMessage } from "../../src/mail/read-message.ts";
import { applyModifiers } from "../../src/policy/apply-modifiers.ts";
import { collect } from "../../src/policy/collect.ts";
import { emptyDirectory } from "../../src/policy/directory.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { firstPolicies } from "../../src/policy/first-policies.ts";
import { questionsOf } from "../../src/policy/questions-of.ts";

const policies = firstPolicies(["company.example"]);
const questions = questionsOf(policies);
const envelope = { sender: "alice@company.example", recipients: ["bob@partner.example"] };
const now = new Date("2026-03-04T12:00:00Z");
const modifiers = [
  { type: "strip-subject-trigger", settings: { triggers: ["4111"] } },
  { type: "subject-prefix", settings: { prefix: "[EXTERNAL]" } },
  { type: "footer", settings: { text: "Confidential", position: "end", whenUnchangeable: "part" } },
];

/** CPU that a message may cost: some for each, and more for each byte of it. */
const CPU_MS = 3_000;
const CPU_MS_A_BYTE = 0.02;

// Judges what it is sent; the answer says what went wrong, or null, and the CPU that it took.
process.on("message", async ({ raw }: { raw: Uint8Array }) => {
  const before = process.cpuUsage();
  const problem = await problemOf(Buffer.from(raw));
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1_000;
  const slow = milliseconds > CPU_MS + raw.length * CPU_MS_A_BYTE ? `${Math.round(milliseconds)} ms of CPU` : null;
  process.send?.({ problem: problem ?? slow, milliseconds });
});

async function problemOf(raw: Buffer): Promise<string | null> {
  try {
    const facts = await collect(await readMessage(raw), envelope, questions);
    const fault = facts.findings.find(({ detail }) => detail === "reader-fault" || detail === "pdf-fault");
    if (fault !== undefined) return `${fault.detail} in part ${fault.part}`;
    const before = JSON.stringify(facts);
    evaluate(JSON.parse(before), policies, emptyDirectory, now);
    applyModifiers(raw, modifiers);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
