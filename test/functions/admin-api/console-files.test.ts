import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

const script = "export const answer = 42;".repeat(100);

describe("the console's files", () => {
  let api: AnAdminApi;
  const folder = mkdtempSync(join(tmpdir(), "sealgate-console-"));
  const staticFolder = join(folder, "static");
  before(async () => {
    mkdirSync(join(staticFolder, "assets"), { recursive: true });
    writeFileSync(join(staticFolder, "index.html"), '<base href="{{console-base}}">the console');
    writeFileSync(join(staticFolder, "assets", "app-1a2b.js"), script);
    writeFileSync(join(staticFolder, "assets", "app-1a2b.js.gz"), gzipSync(script));
    writeFileSync(join(staticFolder, "favicon.svg"), "<svg/>");
    writeFileSync(join(folder, "secret.txt"), "secret");
    api = await anAdminApi({ staticFolder });
  });
  after(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });
  const ask = (path: string, headers = {}) => api.browser().ask({ path, headers });

  it("answer every page's address with the one page, told where it lies", async () => {
    for (const path of ["/", "/policies", "/messages/abc", "/index.html", "/no/such/page"]) {
      const told = await ask(path);
      assert.equal(told.status, 200);
      assert.equal(told.body.toString(), '<base href="/console/">the console');
      assert.deepEqual(
        [told.headers["content-type"], told.headers["cache-control"]],
        ["text/html; charset=utf-8", "no-cache"],
      );
    }
  });

  it("may be kept for ever when their name holds their hash, and come gzipped to who takes it", async () => {
    const zipped = await ask("/assets/app-1a2b.js", { "accept-encoding": "br, gzip" });
    assert.equal(zipped.headers["content-encoding"], "gzip");
    assert.equal(gunzipSync(zipped.body).toString(), script);
    const plain = await ask("/assets/app-1a2b.js");
    assert.equal(plain.body.toString(), script);
    assert.equal(plain.headers["content-type"], "text/javascript; charset=utf-8");
    assert.equal(plain.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.equal((await ask("/favicon.svg")).headers["content-type"], "image/svg+xml");
  });

  it("are all there is: no path leads out of the folder", async () => {
    for (const path of ["/assets/missing.js", "/assets/../../secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt"]) {
      const told = await ask(path);
      assert.doesNotMatch(told.body.toString(), /^secret/);
    }
    assert.equal((await ask("/assets/missing.js")).status, 404);
  });

  it("come under a policy that allows our own files and nothing else", async () => {
    const { headers } = await ask("/");
    const policy = headers["content-security-policy"] ?? "";
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.equal(headers["x-content-type-options"], "nosniff");
  });

  it("are not sent for a POST", async () => {
    const browser = api.browser();
    await browser.open();
    assert.equal((await browser.ask({ method: "POST", path: "/policies", json: {} })).status, 405);
  });

  it("say so when they were not built", async () => {
    const empty = await anAdminApi({ staticFolder: join(folder, "nothing") });
    try {
      const told = await empty.browser().ask({ path: "/" });
      assert.deepEqual([told.status, told.json.code], [500, "fault"]);
    } finally {
      await empty.close();
    }
  });
});
