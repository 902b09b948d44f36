import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { TemplateInput } from "../../../local/core/template.ts";
import { aTable, putAll, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Table");

describe("starting again on the same folder", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "sealgate-tables-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const during = async (
    table: NonNullable<TemplateInput["Resources"]>[string],
    run: (tables: SomeTables) => Promise<void>,
  ) => {
    const tables = await startTables({ folder, resources: { Table: table } });
    try {
      await run(tables);
    } finally {
      await tables.close();
    }
  };
  const items = Array.from({ length: 5 }, (_, at) => ({
    pk: { S: `p${at}` },
    owner_id: { S: at % 2 ? "odd" : "even" },
  }));

  it("keeps the items", async () => {
    await during(aTable({ pk: "S" }), ({ client }) => putAll(client, TableName, items));
    await during(aTable({ pk: "S" }), async ({ client }) => {
      assert.equal((await client.send(new ScanCommand({ TableName }))).Count, 5);
    });
  });

  it("fills an index that the template has got since", () =>
    during(aTable({ pk: "S" }, { owner: { key: { owner_id: "S" } } }), async ({ client }) => {
      const query = new QueryCommand({
        TableName,
        IndexName: "owner",
        KeyConditionExpression: "owner_id = :o",
        ExpressionAttributeValues: { ":o": { S: "even" } },
      });
      assert.equal((await client.send(query)).Count, 3);
    }));

  it("says what to do when a table's key is another one", () =>
    assert.rejects(
      during(aTable({ pk: "S", sk: "S" }), async () => {}),
      /table Sealgate-Table has another key than its stored items; start with --reset/,
    ));

  it("refuses a second cloud on the same folder while one runs", () =>
    during(aTable({ pk: "S" }), () =>
      assert.rejects(
        during(aTable({ pk: "S" }), async () => {}),
        /another process uses .*items.sqlite/,
      ),
    ));
});

describe("a table in the template", () => {
  const started = (properties: Record<string, unknown>, key = aTable({ pk: "S" })) =>
    startTables({ resources: { Table: { ...key, Properties: { ...key.Properties, ...properties } } } });

  it("may have a name, encryption, backups and protection", async () => {
    const tables = await started({
      TableName: "named",
      SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    assert.equal(tables.cloud.ref("Table"), "named");
    await tables.close();
  });

  it("stops the start when it holds something unknown", async () => {
    await assert.rejects(
      started({ StreamSpecification: { StreamViewType: "NEW_IMAGE" } }),
      /table Table:.*StreamSpecification/s,
    );
    await assert.rejects(started({ LocalSecondaryIndexes: [] }), /table Table:.*LocalSecondaryIndexes/s);
    await assert.rejects(started({ BillingMode: "PROVISIONED" }), /table Table:/);
    await assert.rejects(started({ AttributeDefinitions: [] }), /table Table: key attribute pk has no definition/);
  });
});
