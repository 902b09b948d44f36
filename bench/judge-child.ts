import { readFileSync } from "node:fs";
import { sealMessage } from "../src/gateway/seal-message.ts";
import { plainText } from "./corpus/messages.ts";
import { seeded } from "./corpus/random.ts";
import { asPolicies, someRules } from "./corpus/rules.ts";
import { judgeWith } from "./judging.ts";
import { ownCpu } from "./measure.ts";
import { memoryPorts } from "./memory-ports.ts";

// Judges, and with "seal" also seals, the message in a file, and prints what that cost above a small message before.
const [file = "", seal] = process.argv.slice(2);
const judgeOne = judgeWith(asPolicies(someRules()));

async function whole(raw: Buffer): Promise<string[]> {
  const { facts } = await judgeOne(raw);
  if (seal === "seal") await sealMessage(memoryPorts(), "id", raw, ["bob"]);
  return facts.findings.map(({ kind, detail }) => `${kind} ${detail}`);
}

await whole(plainText(seeded(2), 5_000, ""));
globalThis.gc?.();
const base = process.resourceUsage().maxRSS;
const before = ownCpu();
const findings = await whole(readFileSync(file));
const cpuMs = ownCpu() - before;
const peakBytes = (process.resourceUsage().maxRSS - base) * 1_024;
process.stdout.write(JSON.stringify({ cpuMs, peakBytes, findings }));
