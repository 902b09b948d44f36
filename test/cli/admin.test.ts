import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { announce } from "../../local/running.ts";
import { createFirstAdministrator } from "../../src/accounts/administrators/first-password.ts";
import { normalGeneratedPassword } from "../../src/accounts/generated-password.ts";
import { verifyPassword } from "../../src/accounts/password.ts";
import { DynamoAdministrators } from "../../src/aws/dynamodb-administrators.ts";
import { DynamoAuditStore } from "../../src/aws/dynamodb-audit-store.ts";
import { systemClock } from "../../src/clock.ts";
import type { ACloud } from "../support/a-cloud.ts";
import { aLedgerTable } from "../support/ledger-table.ts";
import { aFolder, sealgate } from "./the-command.ts";

describe("sealgate admin reset", () => {
  let cloud: ACloud;
  let table: string;
  let client: DynamoDBDocumentClient;
  let administrators: DynamoAdministrators;

  before(async () => {
    const stores = await aLedgerTable();
    ({ cloud, table, client } = stores);
    administrators = new DynamoAdministrators(client, table);
    await createFirstAdministrator({ administrators }, systemClock);
  });
  after(() => cloud.close());

  const opens = async (password: string) => {
    const credential = (await administrators.find("admin"))?.credential;
    assert.equal(credential?.kind, "one-time");
    return verifyPassword(normalGeneratedPassword(password), credential.kind === "one-time" ? credential.hash : null);
  };
  const asOwner = () => ({
    AWS_ENDPOINT_URL: cloud.url,
    AWS_REGION: cloud.client().region,
    AWS_ACCESS_KEY_ID: cloud.ownerCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cloud.ownerCredentials.secretAccessKey,
  });

  it("prints a one-time password that opens, for who has the rights to the table", async () => {
    const run = await sealgate(["admin", "reset", "admin", "--table", table], { env: asOwner() });
    assert.equal(run.code, 0, run.err);
    assert.ok(await opens(run.out.trim()));
  });

  it("stands in the audit log as an act of the operator, without a name or the password", async () => {
    const last = await new DynamoAuditStore(client, table).last();
    const { subjectId } = (await administrators.find("admin")) ?? {};
    assert.deepEqual([last?.action, last?.by, last?.object], ["administrators.reset", "operator", subjectId]);
    const before = last?.seq;
    await sealgate(["admin", "reset", "eve", "--table", table], { env: asOwner() });
    assert.equal((await new DynamoAuditStore(client, table).last())?.seq, before, "nothing was done to anybody");
  });

  it("gives nothing to who has no rights", async () => {
    const env = { ...asOwner(), AWS_SECRET_ACCESS_KEY: "not-the-owners-secret" };
    const run = await sealgate(["admin", "reset", "admin", "--table", table], { env });
    assert.deepEqual([run.code, run.out], [1, ""]);
  });

  it("finds the local cloud that runs on this machine", async () => {
    using folder = aFolder();
    announce(folder.path, {
      smtp: "127.0.0.1:0",
      outbox: "http://outbox.localhost:1/",
      companyDomain: "company.example",
      gatewayDomain: "gw.company.example",
      connectorSecret: "x",
      apiUrl: cloud.url,
      region: cloud.client().region,
      ledgerTable: "none",
      directoryTable: table,
      credentials: cloud.ownerCredentials,
    });
    const run = await sealgate(["admin", "reset", "admin", "--local", "--folder", folder.path]);
    assert.equal(run.code, 0, run.err);
    assert.ok(await opens(run.out.trim()));
  });

  it("knows nobody of another name", async () => {
    const run = await sealgate(["admin", "reset", "eve", "--table", table], { env: asOwner() });
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.match(run.err, /there is no administrator "eve"/);
  });

  it("wants a user and one place, and says so", async () => {
    const nobody = await sealgate(["admin", "reset"]);
    assert.deepEqual([nobody.code, nobody.out], [2, ""]);
    assert.match(nobody.err, /name one administrator/);
    const nowhere = await sealgate(["admin", "reset", "admin"]);
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.err, /--table NAME or --local/);
  });

  it("says that no local cloud runs", async () => {
    using folder = aFolder();
    const run = await sealgate(["admin", "reset", "admin", "--local", "--folder", folder.path]);
    assert.equal(run.code, 1);
    assert.match(run.err, /no local cloud runs here/);
  });
});
