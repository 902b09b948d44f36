import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { makeApiKey } from "../../src/accounts/administrators/api-key.ts";
import { signRoot } from "../../src/audit/sign-root.ts";
import type { Scope } from "../../src/contracts/admin-api/scope-names.ts";
import { signedInAs } from "../support/a-policy-admin.ts";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { aFolder, sealgate } from "./the-command.ts";

describe("sealgate audit", () => {
  let served: ServedConsole;
  let env: Record<string, string>;
  const folder = aFolder();
  const file = join(folder.path, "audit.jsonl");
  const keyFor = async (scope: Scope) => {
    const { apiKeys, clock } = served.api.context;
    return (await makeApiKey(apiKeys, clock, { name: scope, scopes: [scope], createdBy: "s", days: 1 })).token;
  };
  before(async () => {
    served = await serveConsole("none");
    const owner = await signedInAs(served.api, "anna", "owner");
    const invite = (userName: string) =>
      owner.ask({
        method: "POST",
        path: "/api/administrators",
        json: { userName, address: `${userName}@company.example`, role: "auditor" },
      });
    for (let number = 0; number < 4; number += 1) assert.equal((await invite(`person-${number}`)).status, 201);
    const { context, signer } = served.api;
    const auditEnd = { last: async () => (await context.trail.before(null, 1))[0]?.entry ?? null };
    await signRoot({ auditEnd, roots: context.roots, signer }, context.clock);
    await invite("after-the-signature");
    env = { SEALGATE_URL: served.url, SEALGATE_API_KEY: await keyFor("audit:read") };
  });
  after(async () => {
    folder[Symbol.dispose]();
    await served.close();
  });

  it("exports the whole log by an API key to a file that verifies without a connection", async () => {
    const exported = await sealgate(["audit", "export", file], { env });
    assert.deepEqual([exported.code, exported.out, exported.err], [0, "", "5 entries\n"]);
    assert.equal(statSync(file).mode & 0o077, 0, "for nobody else on the machine");
    const verified = await sealgate(["audit", "verify", file]);
    assert.equal(verified.code, 0, verified.err);
    assert.match(verified.out, /whole: 5 entries.*\nSigned on 1 days, up to entry 4; 1 newer entry is not signed/);
  });

  it("writes to standard output where no file is named, and verifies what comes from a pipe", async () => {
    const { out } = await sealgate(["audit", "export"], { env });
    assert.equal(out.split("\n").slice(1).join("\n"), readFileSync(file, "utf8").split("\n").slice(1).join("\n"));
    assert.equal((await sealgate(["audit", "verify", "-"], { input: out })).code, 0);
  });

  it("names the first entry that was changed after the export", async () => {
    writeFileSync(file, readFileSync(file, "utf8").replace('"seq":3,', '"seq":3,"from":"192.0.2.99","x":'));
    const { code, err } = await sealgate(["audit", "verify", file]);
    assert.equal(code, 1);
    assert.match(err, /the log is broken at entry 3 \(line 4\)/);
  });

  it("says in words what is missing or refused, and then makes no file", async () => {
    const other = join(folder.path, "none.jsonl");
    const refusal = async (more: Record<string, string>, ...args: string[]) => {
      const { code, err } = await sealgate(["audit", ...args], { env: { ...env, ...more } });
      return `${code} ${err}`;
    };
    assert.match(await refusal({ SEALGATE_API_KEY: "sgk_no" }, "export", other), /^2 .*API key is unknown/);
    assert.match(await refusal({ SEALGATE_API_KEY: await keyFor("policies:read") }, "export", other), /^2 sealgate: /);
    assert.match(await refusal({ SEALGATE_URL: "" }, "export", other), /^2 .*which installation\?/);
    assert.match(await refusal({}, "export", other, "more"), /^2 .*one file at a time/);
    assert.match(await refusal({}, "verify"), /^2 .*name one exported log/);
    assert.match(await refusal({}, "burn"), /^2 .*it is export or verify/);
    assert.throws(() => statSync(other), /ENOENT/);
  });
});
