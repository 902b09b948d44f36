import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const bin = (name: string) => fileURLToPath(new URL(`../../../bin/${name}`, import.meta.url));
const freePorts = ["--smtp-port", "0", "--web-port", "0", "--api-port", "0", "-c", "withoutConsole=true"];

/** Runs a program to its end. */
async function run(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const [out, err] = [child.stdout, child.stderr].map((stream) => stream.toArray());
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out: Buffer.concat((await out) ?? []).toString(), err: Buffer.concat((await err) ?? []).toString() };
}

describe("npm start", () => {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-start-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts the gateway; answers once its table is printed. */
  const start = async () => {
    const child = spawn(process.execPath, [bin("local.ts"), ...freePorts, "--folder", folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let table = "";
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      table += String(chunk);
      if (table.includes("swaks")) break;
    }
    const end = async (signal: NodeJS.Signals): Promise<number | null> => {
      const gone = once(child, "exit");
      child.kill(signal);
      return ((await gone) as [number | null])[0];
    };
    return { table, end };
  };

  it("prints one table, stops cleanly on Ctrl-C, and starts again after kill -9 with the same secrets", async () => {
    const first = await start();
    for (const words of [
      /Mail in \(SMTP\) +127\.0\.0\.1:\d+/,
      /http:\/\/mpc\.localhost:\d+\/mpc/,
      /http:\/\/console\.localhost:\d+\/console/,
      /user name +admin/,
      /http:\/\/outbox\.localhost:\d+\//,
    ])
      assert.match(first.table, words);
    await first.end("SIGKILL");
    const second = await start();
    const secret = (table: string) => /X-Sealgate-Connector: ([\w-]+)/.exec(table)?.[1];
    assert.ok(secret(first.table));
    assert.equal(secret(second.table), secret(first.table));
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(second.table) ?? [];
    const socket = createConnection(Number(port), "127.0.0.1");
    assert.match(String((await once(socket, "data"))[0]), /^220 /);
    socket.destroy();
    const third = await run([bin("local.ts"), ...freePorts, "--folder", folder]);
    assert.deepEqual([third.code, third.err], [1, `a local cloud already runs on the folder ${folder}\n`]);
    assert.equal(await second.end("SIGINT"), 0);
  });

  it("says in a sentence which port is taken", async (t) => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    t.after(() => taken.close());
    const { port } = taken.address() as AddressInfo;
    for (const name of ["smtp", "web", "api"]) {
      const { code, err } = await run([
        bin("local.ts"),
        ...freePorts,
        "--folder",
        folder,
        `--${name}-port`,
        String(port),
      ]);
      assert.equal(
        err.trim(),
        `port ${port} (${name}) is in use by another program; choose another with --${name}-port`,
      );
      assert.equal(code, 1);
    }
  });

  it("says in a sentence what is wrong with an option or a setting", async () => {
    const unknown = await run([bin("local.ts"), "--speed"]);
    assert.deepEqual(
      [unknown.code, /Unknown option '--speed'/.test(unknown.err), /\n.*\n/.test(unknown.err)],
      [1, true, false],
    );
    const other = join(folder, "other");
    mkdirSync(other);
    const wrong = await run([bin("local.ts"), ...freePorts, "--folder", other, "-c", "gatewayDomain=nonsense"]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /^Setting "gatewayDomain" is "nonsense" but must be a domain name/);
  });

  it("explains its options", async () => {
    const { code, out } = await run([bin("local.ts"), "--help"]);
    assert.equal(code, 0);
    for (const name of ["--smtp-port", "--web-port", "--api-port", "--relay", "--reset", "-c <setting>=<value>"])
      assert.ok(out.includes(name));
  });
});

describe("the check of Node's version", () => {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-node-"));
  const check = async (version: string) => {
    const script = join(folder, `${version}.mjs`);
    const versions = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`;
    writeFileSync(
      script,
      `${versions}\nawait import(${JSON.stringify(new URL(`file://${bin("check-node.mjs")}`).href)});`,
    );
    return run([script]);
  };
  before(() => mkdirSync(folder, { recursive: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("refuses an older Node in a sentence", async () => {
    for (const version of ["20.20.2", "24.6.9"]) {
      const { code, err } = await check(version);
      assert.equal(code, 1);
      assert.match(err, new RegExp(`^Sealgate needs Node 24\\.7 or later, and this is Node ${version}\\.`));
    }
  });

  it("lets a newer one pass", async () => {
    for (const version of ["24.7.0", "25.0.0"]) assert.equal((await check(version)).code, 0);
  });
});
