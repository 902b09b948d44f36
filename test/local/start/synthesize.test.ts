import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { synthesize } from "../../../local/synthesize.ts";

/** A project whose app writes its context into the output, or fails when told to. */
function aProject() {
  const project = mkdtempSync(join(tmpdir(), "sealgate-project-"));
  process.once("exit", () => rmSync(project, { recursive: true, force: true }));
  for (const folder of ["bin", "src"]) mkdirSync(join(project, folder));
  writeFileSync(join(project, "package-lock.json"), "{}");
  writeFileSync(join(project, "src", "a.ts"), "export const a = 1;");
  writeFileSync(
    join(project, "cdk.json"),
    JSON.stringify({ app: "node bin/sealgate-app.ts", context: { domain: "one.example" } }),
  );
  writeFileSync(
    join(project, "bin", "sealgate-app.ts"),
    `import { mkdirSync, writeFileSync } from "node:fs";
     const { CDK_OUTDIR: out = "", CDK_CONTEXT_JSON: context = "" } = process.env;
     if (JSON.parse(context).domain === "wrong") { console.error('Setting "domain" is wrong.'); process.exit(1); }
     mkdirSync(out, { recursive: true });
     writeFileSync(out + "/context.json", context);`,
  );
  return { project, folder: join(project, ".sealgate") };
}

describe("the synth of npm start", () => {
  it("runs the app with cdk.json's settings and those of the command line", async () => {
    const { project, folder } = aProject();
    mkdirSync(folder);
    const { cdkOut, fresh } = await synthesize(project, folder, { extra: "x" });
    assert.equal(fresh, true);
    const context = JSON.parse(readFileSync(join(cdkOut, "context.json"), "utf8"));
    assert.deepEqual(context, { domain: "one.example", extra: "x" });
  });

  it("is skipped until a file or a setting changes", async () => {
    const { project, folder } = aProject();
    mkdirSync(folder);
    const fresh = async (settings = {}) => (await synthesize(project, folder, settings)).fresh;
    assert.deepEqual([await fresh(), await fresh()], [true, false]);
    assert.deepEqual([await fresh({ a: "1" }), await fresh({ a: "1" })], [true, false]);
    writeFileSync(join(project, "src", "a.ts"), "export const a = 2;");
    assert.deepEqual([await fresh({ a: "1" }), await fresh({ a: "1" })], [true, false]);
    writeFileSync(join(project, "src", "b.ts"), "");
    assert.equal(await fresh({ a: "1" }), true);
  });

  it("says what the app said of wrong settings, and keeps the last good stack", async () => {
    const { project, folder } = aProject();
    mkdirSync(folder);
    const { cdkOut } = await synthesize(project, folder, {});
    await assert.rejects(synthesize(project, folder, { domain: "wrong" }), { message: 'Setting "domain" is wrong.' });
    assert.ok(readFileSync(join(cdkOut, "context.json")));
    assert.equal((await synthesize(project, folder, {})).fresh, false);
  });
});
