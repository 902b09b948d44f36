import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { JobProcess } from "../../../src/mail/job-process.ts";

const script = new URL("../../fixtures/jobs/a-process.ts", import.meta.url);
const aProcess = () => new JobProcess<{ job: string }, object>(script, { heap: 64, memory: 384 });
const long = 60_000;
const answer = { held: 0, secrets: [] };

describe("a process for jobs", () => {
  it("gives the result, does one job after the other, and knows no secrets", async () => {
    process.env.AWS_SECRET_ACCESS_KEY ??= "a secret";
    const jobs = aProcess();
    assert.deepEqual(await jobs.run({ job: "answer" }, long), answer);
    assert.deepEqual(await jobs.run({ job: "answer" }, long), answer);
  });

  it("does jobs side by side", async () => {
    const jobs = aProcess();
    const outcomes = await Promise.all([jobs.run({ job: "never end" }, 1_000), jobs.run({ job: "answer" }, long)]);
    assert.deepEqual(outcomes, ["time", answer]);
  });

  const stopped: Record<string, [number, string]> = {
    "never end": [1_000, "time"],
    "fill the heap": [long, "memory"],
    "hold bytes": [long, "memory"],
    throw: [long, "fault"],
  };
  for (const [job, [milliseconds, reason]] of Object.entries(stopped)) {
    it(`stops a job that would ${job}, and does the next`, async () => {
      const jobs = aProcess();
      assert.equal(await jobs.run({ job }, milliseconds), reason);
      assert.deepEqual(await jobs.run({ job: "answer" }, long), answer);
    });
  }
});
