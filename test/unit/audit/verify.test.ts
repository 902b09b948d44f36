import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { createAuditLog } from "../../../src/audit/audit-log.ts";
import { hashOfEntry } from "../../../src/audit/entry.ts";
import { signRoot } from "../../../src/audit/sign-root.ts";
import { verifyAuditFile } from "../../../src/audit/verify.ts";
import type { AuditedEntry, AuditRoot } from "../../../src/contracts/audit-file.ts";
import { auditFileLines } from "../../../src/contracts/audit-file-lines.ts";
import { aRootSigner } from "../../support/a-root-signer.ts";
import { movableClock } from "../../support/administrators-in-memory.ts";

const day = 24 * 3_600_000;
const root = join(import.meta.dirname, "..", "..", "..");

/** Three days of ten entries each, two of them signed, as an export has them. */
async function aLog() {
  const clock = movableClock();
  const signer = aRootSigner();
  const entries: AuditedEntry[] = [];
  const roots: AuditRoot[] = [];
  const last = async () => entries.at(-1)?.entry ?? null;
  const log = createAuditLog(
    { last, append: async (entry, details) => entries.push({ entry, details }) > 0 },
    clock,
    async () => undefined,
  );
  const store = {
    newest: async () => roots.at(-1) ?? null,
    add: async (one: AuditRoot) => roots.push(one) > 0,
    list: async () => roots,
  };
  const sign = () => signRoot({ auditEnd: { last }, roots: store, signer }, clock);
  for (let number = 1; number <= 30; number += 1) {
    const after = { note: `change ${number}`, deep: { b: [1, null], a: "ü" } };
    await log.record({ by: "s-1", from: "192.0.2.1", action: "policies.publish", object: `version ${number}`, after });
    if (number % 10 === 0 && number < 30) {
      await sign();
      clock.move(day);
    }
  }
  const publicKey = Buffer.from(await signer.publicKey()).toString("base64");
  const header = { format: "sealgate-audit", version: 1, exportedAt: clock.now().toISOString(), publicKey } as const;
  return { entries, roots, header, sign, clock, lines: () => auditFileLines(header, entries, roots) };
}

/** The seq that is found broken, and why. */
async function brokenAt(lines: readonly string[]) {
  const result = await verifyAuditFile(lines);
  return result.kind === "broken" ? ([result.seq, result.why] as const) : null;
}

describe("verifying an exported audit log", () => {
  let log: Awaited<ReturnType<typeof aLog>>;
  before(async () => {
    log = await aLog();
  });
  const changed = (seq: number, change: (each: AuditedEntry) => AuditedEntry) =>
    auditFileLines(
      log.header,
      log.entries.map((each) => (each.entry.seq === seq ? change(each) : each)),
      log.roots,
    );

  it("finds a whole log whole, and says how far it is signed", async () => {
    const result = await verifyAuditFile(log.lines());
    assert.ok(result.kind === "intact");
    assert.deepEqual([result.entries, result.roots, result.signedUpTo, result.withoutValues], [30, 2, 20, 0]);
  });

  it("signs each day once, and nothing when nothing was added", async () => {
    const own = await aLog();
    assert.notEqual(await own.sign(), null);
    assert.equal(await own.sign(), null);
    own.clock.move(day);
    assert.equal(await own.sign(), null);
    assert.deepEqual(
      own.roots.map(({ seq }) => seq),
      [10, 20, 30],
    );
  });

  for (const field of ["at", "by", "from", "action", "object"] as const) {
    it(`names the entry whose "${field}" was changed`, async () => {
      const lines = changed(17, ({ entry, details }) => ({ entry: { ...entry, [field]: "forged" }, details }));
      assert.deepEqual(await brokenAt(lines), [17, "what it says was changed"]);
    });
  }

  it("names the entry whose values were changed", async () => {
    const lines = changed(5, ({ entry, details }) => ({ entry, details: details && { ...details, after: "forged" } }));
    assert.deepEqual(await brokenAt(lines), [5, "its values were changed"]);
  });

  it("holds without values that were erased, and counts them", async () => {
    const result = await verifyAuditFile(changed(5, ({ entry }) => ({ entry, details: null })));
    assert.ok(result.kind === "intact" && result.withoutValues === 1);
  });

  it("names the place of an entry that was taken out, doubled or moved", async () => {
    const lines = log.lines();
    const without = lines.toSpliced(7, 1);
    assert.deepEqual(await brokenAt(without), [7, "entry 7 is missing; entry 8 stands in its place"]);
    const doubled = lines.toSpliced(7, 0, lines[7] ?? "");
    assert.equal((await brokenAt(doubled))?.[0], 8);
    const swapped = lines.with(3, lines[4] ?? "").with(4, lines[3] ?? "");
    assert.equal((await brokenAt(swapped))?.[0], 3);
  });

  it("finds a chain that was computed anew from a forged entry, by the signature of its day", async () => {
    let previous = "";
    const forged = log.entries.map(({ entry, details }) => {
      const open = { ...entry, ...(entry.seq >= 12 ? { previous } : {}), ...(entry.seq === 12 ? { by: "s-2" } : {}) };
      previous = hashOfEntry(open);
      return { entry: { ...open, hash: previous }, details };
    });
    const [seq, why] = (await brokenAt(auditFileLines(log.header, forged, log.roots))) ?? [];
    assert.equal(seq, 20);
    assert.match(why ?? "", /not the entry that was signed/);
  });

  it("finds a log that was signed anew, once the key is known from elsewhere", async () => {
    const other = await aLog();
    const trusted = createPublicKey({ key: Buffer.from(log.header.publicKey, "base64"), format: "der", type: "spki" });
    assert.equal((await verifyAuditFile(other.lines())).kind, "intact");
    const result = await verifyAuditFile(other.lines(), trusted);
    assert.ok(result.kind === "broken" && result.seq === 10 && /signature/.test(result.why));
    assert.equal((await verifyAuditFile(log.lines(), trusted)).kind, "intact");
  });

  it("finds an end that was cut off before the last signature", async () => {
    const lines = log.lines().filter((line) => !line.includes('"seq":20,'));
    assert.equal((await brokenAt(lines))?.[0], 20);
  });

  it("takes no other file for a log", async () => {
    for (const lines of [[], [""], ["{}"], ['{"format":"sealgate-audit"}'], ["not JSON"]])
      assert.equal((await verifyAuditFile(lines)).kind, "broken");
    assert.deepEqual((await brokenAt(log.lines().with(4, "not JSON")))?.[0], 4);
  });
});

describe("sealgate audit verify", () => {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-audit-"));
  const run = promisify(execFile);
  after(() => rmSync(folder, { recursive: true }));
  const verify = async (...args: string[]) => {
    const command = [join(root, "bin", "sealgate.ts"), "audit", "verify", ...args];
    const done = run(process.execPath, command).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    const { stdout, stderr, ...rest } = await done;
    return { code: "code" in rest ? rest.code : 0, stdout, stderr };
  };

  it("says that a file is whole, or names the first broken entry and exits with 1", async () => {
    const log = await aLog();
    const file = join(folder, "audit.jsonl");
    const key = join(folder, "key.der");
    writeFileSync(key, Buffer.from(log.header.publicKey, "base64"));
    writeFileSync(file, `${log.lines().join("\n")}\n`);
    const whole = await verify("--key", key, file);
    assert.equal(whole.code, 0);
    assert.match(whole.stdout, /30 entries[\s\S]*Signed on 2 days, up to entry 20; 10 newer entries/);
    writeFileSync(file, log.lines().join("\r\n").replace("version 23", "version 32"));
    const broken = await verify(file);
    assert.equal(broken.code, 1);
    assert.match(broken.stderr, /broken at entry 23 \(line 26\): what it says was changed/);
    assert.equal((await verify(join(folder, "absent"))).code, 2);
  });
});
