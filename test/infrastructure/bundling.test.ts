import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { AssetCode } from "aws-cdk-lib/aws-lambda";
import { BundlingError, bundleFunctions } from "../../lib/constructs/function-bundles.ts";
import { type FunctionName, functionNames } from "../../lib/names.ts";
import { aPdf, onePage, textAt } from "../support/formats/a-pdf.ts";
import { temporaryFolder } from "./support/synthesize.ts";

/** Enough of every variable for a handler to start. */
const environment = {
  LEDGER_TABLE: "ledger",
  DIRECTORY_TABLE: "directory",
  ACCOUNTS_TABLE: "accounts",
  MAIL_BUCKET: "mail",
  SEALED_BUCKET: "sealed",
  SEALED_KEY_ARN: "arn:aws:kms:us-east-1:111122223333:key/1",
  KEPT_KEY_ARN: "arn:aws:kms:us-east-1:111122223333:key/3",
  SMTP_ACCESS_KEY_ARN: "",
  AUDIT_KEY_ARN: "arn:aws:kms:us-east-1:111122223333:key/2",
  OUTBOX_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/111122223333/outbox",
  ARRIVALS_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/111122223333/arrivals",
  PORTAL_URL: "https://abc.execute-api.us-east-1.amazonaws.com/mpc",
  CONSOLE_URL: "https://abc.execute-api.us-east-1.amazonaws.com/console",
  PORTAL_NAME: "Company Message Center",
  GATEWAY_DOMAIN: "gw.company.example",
  COMPANY_DOMAINS: "company.example",
  OPERATOR_ADDRESS: "admin@company.example",
  CONNECTOR_NETWORKS: "127.0.0.0/8",
  CONFIGURATION_SET_REQUIRE: "require",
  CONFIGURATION_SET_OPTIONAL: "optional",
  DEFAULT_EXPIRY_DAYS: "30",
  INGRESS: "receipt-rules",
  RECEIPT_TLS: "optional",
  RECEIPT_RULE_SET: "rules",
  RECEIPT_RULE: "gateway",
  TRAFFIC_POLICY: "",
  DOMAIN_LIST: "",
  DOMAIN_LIST_ARN: "",
  TLS_MARKER: "",
  SMTP_ROUTE: "",
  AWS_REGION: "us-east-1",
};

/** Starts a package's handler as Lambda would: alone, from a folder without node_modules. */
const start = `
globalThis.awslambda = { streamifyResponse: (handler) => handler, HttpResponseStream: { from: (stream) => stream } };
const { handler } = await import(process.argv[1]);
process.stdout.write(typeof handler);
`;

const pdf = aPdf(onePage(textAt(50, 700, "4111 1111 1111 1111")));

/** Hands a PDF to a package's process as the reader does. */
const readPdf = `
const { fork } = await import("node:child_process");
const child = fork(new URL(process.env.SCRIPT), { env: {}, execArgv: [], serialization: "advanced" });
child.once("message", (answer) => {
  process.stdout.write(JSON.stringify(answer));
  child.kill();
});
const bytes = Buffer.from(process.env.PDF, "base64");
child.send({ bytes, allowance: { bytes: 1_000, milliseconds: 10_000 } });
`;

describe("the functions' packages", () => {
  let folders: Readonly<Record<FunctionName, string>>;
  let handlers: Readonly<Record<FunctionName, string>>;
  before(() => {
    const consoleFolder = temporaryFolder();
    writeFileSync(join(consoleFolder, "index.html"), "<!doctype html><title>Console</title>");
    const codes = bundleFunctions({ withoutConsole: false, consoleFolder });
    const packed = functionNames.map((name) => [name, codes(name)] as const);
    const all = <T>(value: (code: ReturnType<typeof codes>) => T) =>
      Object.fromEntries(packed.map(([name, code]) => [name, value(code)])) as Record<FunctionName, T>;
    folders = all(({ code }) => (code as AssetCode).path);
    handlers = all(({ handler }) => handler);
  });

  for (const name of functionNames) {
    it(`${name} starts from its package alone`, async () => {
      const file = join(folders[name], handlers[name].replace(/\.handler$/, ".mjs"));
      const run = promisify(execFile)(
        process.execPath,
        ["--input-type=module", "-e", start, pathToFileURL(file).href],
        {
          cwd: folders[name],
          env: environment,
        },
      );
      assert.equal((await run).stdout, "function");
    });

    it(`${name} holds what it reaches and nothing of another function`, () => {
      const files = readdirSync(folders[name]).filter((file) => file.endsWith(".mjs"));
      const entries = functionNames.filter((each) => files.includes(`${each}.mjs`));
      assert.deepEqual(entries, [name]);
      const texts = files.map((file) => readFileSync(join(folders[name], file), "utf8")).join("\n");
      for (const file of files.filter((each) => each !== `${name}.mjs`)) assert.ok(texts.includes(`"./${file}"`), file);
    });
  }

  it("the process that reads PDFs starts from the package of each function that reads mail", async () => {
    const readers = functionNames.filter((name) => existsSync(join(folders[name], "pdf-process.mjs")));
    assert.ok(readers.includes("inbound"));
    for (const name of readers) {
      const answer = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", readPdf], {
        cwd: folders[name],
        env: { SCRIPT: pathToFileURL(join(folders[name], "pdf-process.mjs")).href, PDF: pdf.toString("base64") },
      });
      assert.match(answer.stdout, /4111 1111 1111 1111/);
    }
  });

  it("the console's pages lie beside the admin API's handler only", () => {
    const holders = functionNames.filter((name) => existsSync(join(folders[name], "static/index.html")));
    assert.deepEqual(holders, ["admin-api"]);
  });

  it("the same code makes the same package", () => {
    const again = bundleFunctions({ withoutConsole: true, consoleFolder: temporaryFolder() })("pickup-api");
    const folder = (again.code as AssetCode).path;
    assert.deepEqual(readdirSync(folder).sort(), readdirSync(folders["pickup-api"]).sort());
  });

  it("a console that was not built is said in one sentence", () => {
    const consoleFolder = temporaryFolder();
    assert.throws(
      () => bundleFunctions({ withoutConsole: false, consoleFolder }),
      (error) =>
        error instanceof BundlingError && /^The console's pages are missing [^\n]*npm run build/.test(error.message),
    );
  });
});
