import assert from "node:assert/strict";
import { encryptionSdkSealer } from "../src/aws/encryption-sdk-sealer.ts";
import type { PolicySet } from "../src/contracts/policies.ts";
import { openKeptText } from "../src/lifecycle/kept-texts.ts";
import { replayStep } from "../src/lifecycle/replay-step.ts";
import { createLog } from "../src/log.ts";
import { readMessage } from "../src/mail/read-message.ts";
import { collect } from "../src/policy/collect.ts";
import { emptyDirectory } from "../src/policy/directory.ts";
import { evaluate } from "../src/policy/evaluate.ts";
import { TextKeeper } from "../src/policy/kept-text.ts";
import { questionsOf } from "../src/policy/questions-of.ts";
import type { KeptTextPorts } from "../src/sealing/kept-text.ts";
import { sealText } from "../src/sealing/kept-text.ts";
import type { JudgedMessages } from "../src/tracking/judged-messages.ts";
import { atMost, forInformation, type Report, type Row } from "./benchmark.ts";
import { plainText, someMessages } from "./corpus/messages.ts";
import { seeded } from "./corpus/random.ts";
import { asPolicies, someRules } from "./corpus/rules.ts";
import { compare, ms, ownCpu } from "./measure.ts";

const envelope = { sender: "anna.berger@company.example", recipients: ["bob@partner.example"] };
const receivedAt = "2026-11-22T10:00:00.000Z";
const now = new Date("2026-11-22T12:00:00Z");
const count = 10_000;

/** What keeping texts costs beside judging, and a replay of 10,000 messages: from facts, and with every text asked. */
export async function replay(): Promise<Report> {
  const rules = someRules();
  const all = asPolicies(rules);
  const policies = all.policies.map((policy) => ({ ...policy, auditOnly: false, disposition: "hold" as const }));
  const draft = { ...all, policies: policies.slice(rules.detectors.length) };
  const before: PolicySet = { ...all, policies: [], dictionaries: [] };
  const rows: Row[] = [];
  for (const { name, raw } of someMessages(rules.plants)) rows.push(await keeping(name, raw, before));
  const raw = plainText(seeded(5), 5_000, rules.plants);
  const past = await pastMessages(raw, before);
  const without = await replayed(past, before, null);
  const withText = await replayed(past, draft, past.open);
  assert.equal(withText.texts, count);
  return {
    title: "Replay",
    notes: [
      "Beside judging: what gathering, packing and sealing a message's text for replay adds, stores in memory. The replay judges 10,000 messages of 5 KB; where every text is asked, each is opened, unpacked and asked 50 patterns and a dictionary of 1,000 phrases that nobody asked before. A function's calls to S3 and KMS come to that, eight messages side by side.",
    ],
    rows: [
      ...rows,
      atMost("10,000 messages from facts", without.seconds, 10, "s"),
      atMost("10,000 messages, every text asked", withText.seconds, 60, "s", `${withText.steps} steps`),
    ],
  };
}

async function keeping(name: string, raw: Buffer, policySet: PolicySet): Promise<Row> {
  const questions = questionsOf(policySet);
  const { ports } = inMemory();
  const [plain = 0, kept = 0] = await compare([
    { run: async () => collect(await readMessage(raw), envelope, questions) },
    {
      run: async () => {
        const message = await readMessage(raw);
        const witness = new TextKeeper(message, new Set());
        await collect(message, envelope, questions, { witness });
        const text = await witness.whole();
        if (text) await sealText(ports, { messageId: "m", receivedAt }, text, new AbortController().signal);
      },
    },
  ]);
  return forInformation(`keeping: ${name}`, `${ms(kept - plain)} beside ${ms(plain)}`);
}

type Past = { readonly judged: JudgedMessages; readonly open: () => ReturnType<typeof openKeptText> };

async function pastMessages(raw: Buffer, policySet: PolicySet): Promise<Past> {
  const message = await readMessage(raw);
  const witness = new TextKeeper(message, new Set());
  const facts = await collect(message, { ...envelope, receivedAt }, questionsOf(policySet), { witness });
  const judgement = evaluate(facts, policySet, emptyDirectory, new Date(receivedAt));
  const { ports } = inMemory();
  const place = { messageId: "m", receivedAt };
  const text = await witness.whole();
  assert.ok(text);
  await sealText(ports, place, text, new AbortController().signal);
  const one = { ...place, envelopeFrom: envelope.sender, subject: "x", policyVersion: 1 };
  const stored = JSON.stringify({ facts, judgement });
  const page: JudgedMessages["page"] = async ({ limit, cursor = "0" }) => {
    const from = Number(cursor);
    const messages = Array.from({ length: Math.min(limit, count - from) }, (_, index) => ({
      ...{ ...one, judgement: JSON.parse(stored) as unknown },
      after: `${from + index + 1}`,
    }));
    return { messages, ...(from + limit < count && { cursor: `${from + limit}` }) };
  };
  const log = createLog("error");
  return {
    judged: { page },
    open: () => openKeptText({ kept: ports, ledger: { recipients: async () => [] }, log }, place),
  };
}

async function replayed({ judged }: Past, policySet: PolicySet, open: Past["open"] | null) {
  const begun = ownCpu();
  let [texts, steps] = [0, 0];
  let cursor: string | undefined;
  do {
    const step = await replayStep(
      { judged, open, clock: { now: () => now } },
      { policySet, since: new Date(0), cursor },
    );
    texts += step.texts;
    steps += 1;
    cursor = step.cursor;
  } while (cursor !== undefined);
  return { texts, steps, seconds: (ownCpu() - begun) / 1_000 };
}

function inMemory(): { ports: KeptTextPorts } {
  let object: Buffer | null = null;
  return {
    ports: {
      sealer: encryptionSdkSealer,
      keys: { wrap: async (key) => Buffer.from(key), unwrap: async (wrapped) => Buffer.from(wrapped) },
      texts: {
        put: async (_, sealed) => {
          object = sealed;
        },
        get: async () => object,
        remove: async () => undefined,
        removeBefore: async () => ({ count: 0, whole: true }),
      },
    },
  };
}
