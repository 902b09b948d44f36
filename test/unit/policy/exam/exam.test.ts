import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Verdict } from "../../../../src/policy/types.ts";
import { factsOf, judge } from "../judging.ts";
import { businessMail } from "./business.ts";
import type { Hostile } from "./hostile.ts";
import { hostileEncoding } from "./hostile-encoding.ts";
import { hostileFiles } from "./hostile-files.ts";
import { hostileStructure } from "./hostile-structure.ts";
import { hostileText } from "./hostile-text.ts";

const isClosed = ({ reason }: Verdict) => reason.kind === "unreadable" || reason.kind === "unknown";

/** Whether the card was found, and what happens to the message. */
async function outcomeOf(raw: Buffer): Promise<{ found: boolean; verdict: Verdict }> {
  const cards = (await factsOf(raw)).detectors["payment-card"]?.matches ?? [];
  const [verdict] = (await judge(raw)).verdicts;
  return { found: cards.some(({ confidence }) => confidence !== "low"), verdict: verdict as Verdict };
}

/** Those that nobody but their own program opens, or that readers take apart differently, may close instead. */
async function assertSeenOrClosed(messages: Hostile, mostClosed: number): Promise<void> {
  const closed: string[] = [];
  const missed: string[] = [];
  for (const [name, raw] of Object.entries(messages)) {
    const { found, verdict } = await outcomeOf(raw);
    if (verdict.disposition === "send") missed.push(name);
    else if (!found) closed.push(name);
  }
  assert.deepEqual(missed, []);
  assert.ok(closed.length <= mostClosed, `${closed.length} closed: ${closed.join(", ")}`);
}

describe("a card number in a message made to hide it", () => {
  it("is seen whatever the structure is, or the message closes", () => assertSeenOrClosed(hostileStructure, 6));

  it("is seen in every transfer encoding and header field, or the message closes", () =>
    assertSeenOrClosed(hostileEncoding, 3));

  it("is seen in every spelling, charset and trick of HTML, or the message closes (charsets that are not read)", () =>
    assertSeenOrClosed(hostileText, 4));

  it("is seen in files of every format, or the message closes (formats that are not opened)", () =>
    assertSeenOrClosed(hostileFiles, 20));
});

describe("ordinary business mail", () => {
  it("does not close in more than 1 % of messages, and raises no alarm in more than 0.5 %", async () => {
    const closed: string[] = [];
    const alarmed: string[] = [];
    const mails = Object.entries(businessMail());
    for (const [name, raw] of mails) {
      const { detectors } = await factsOf(raw);
      const sure = Object.values(detectors).some(({ matches }) =>
        matches.some(({ confidence }) => confidence !== "low"),
      );
      if (sure) alarmed.push(name);
      else if (isClosed((await judge(raw)).verdicts[0] as Verdict)) closed.push(name);
    }
    assert.ok(mails.length >= 150);
    assert.ok(closed.length <= mails.length * 0.01, closed.join(", "));
    assert.ok(alarmed.length <= mails.length * 0.005, alarmed.join(", "));
  });
});
