import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { allow, aRole } from "../../support/a-role.ts";
import { failure, type SomeTables, someTables, startTables, tableNamed } from "./some-tables.ts";

const plain = tableNamed("Plain");
const ledger = tableNamed("Ledger");
const Key = { id: { S: "a" } };
const arn = (logicalId: string, suffix = "") => ({ "Fn::Join": ["", [{ "Fn::GetAtt": [logicalId, "Arn"] }, suffix]] });
const check = { TableName: plain, Key, ConditionExpression: "attribute_not_exists(id)" };
const update = {
  TableName: plain,
  Key,
  UpdateExpression: "SET x = :x",
  ExpressionAttributeValues: { ":x": { S: "x" } },
};
const query = {
  TableName: ledger,
  IndexName: "due",
  KeyConditionExpression: "due_pk = :p",
  ExpressionAttributeValues: { ":p": { S: "p" } },
};

/** Each action with a call that needs it and nothing else. */
const needs: readonly (readonly [action: string, call: (client: DynamoDBClient) => Promise<unknown>])[] = [
  ["DescribeTable", (client) => client.send(new DescribeTableCommand({ TableName: plain }))],
  ["GetItem", (client) => client.send(new GetItemCommand({ TableName: plain, Key }))],
  ["PutItem", (client) => client.send(new PutItemCommand({ TableName: plain, Item: Key }))],
  ["UpdateItem", (client) => client.send(new UpdateItemCommand(update))],
  ["DeleteItem", (client) => client.send(new DeleteItemCommand({ TableName: plain, Key }))],
  ["Scan", (client) => client.send(new ScanCommand({ TableName: plain }))],
  [
    "Query",
    (client) =>
      client.send(
        new QueryCommand({
          TableName: plain,
          KeyConditionExpression: "id = :p",
          ExpressionAttributeValues: query.ExpressionAttributeValues,
        }),
      ),
  ],
  ["BatchGetItem", (client) => client.send(new BatchGetItemCommand({ RequestItems: { [plain]: { Keys: [Key] } } }))],
  [
    "BatchWriteItem",
    (client) => client.send(new BatchWriteItemCommand({ RequestItems: { [plain]: [{ PutRequest: { Item: Key } }] } })),
  ],
  [
    "GetItem",
    (client) => client.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName: plain, Key } }] })),
  ],
  ["PutItem", (client) => transact(client, { Put: { TableName: plain, Item: Key } })],
  ["UpdateItem", (client) => transact(client, { Update: update })],
  ["DeleteItem", (client) => transact(client, { Delete: { TableName: plain, Key } })],
  ["ConditionCheckItem", (client) => transact(client, { ConditionCheck: check })],
];

const transact = (client: DynamoDBClient, ...TransactItems: object[]) =>
  client.send(new TransactWriteItemsCommand({ TransactItems }));

const actions = [...new Set(needs.map(([action]) => action))];

const roles = Object.fromEntries(
  actions.flatMap((action) => [
    [`Only${action}`, aRole(allow(`dynamodb:${action}`, arn("Plain")))],
    [
      `Without${action}`,
      aRole(
        allow(
          actions.filter((each) => each !== action).map((each) => `dynamodb:${each}`),
          arn("Plain"),
        ),
      ),
    ],
  ]),
);

describe("access to tables", () => {
  let tables: SomeTables;
  before(async () => {
    tables = await startTables({
      resources: {
        ...someTables,
        ...roles,
        OnTable: aRole(allow("dynamodb:Query", arn("Ledger"))),
        OnIndex: aRole(allow("dynamodb:Query", arn("Ledger", "/index/due"))),
        Leading: aRole(
          allow("dynamodb:*", arn("Plain"), {
            "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["mine"] },
          }),
        ),
      },
    });
  });
  after(() => tables.close());
  const as = (role: string) => new DynamoDBClient(tables.cloud.client(role));
  const denied = (action: string) =>
    failure("AccessDeniedException", new RegExp(`not authorized to perform: dynamodb:${action} `));

  it("needs exactly the action of each call or transaction element", async () => {
    for (const [action, call] of needs) {
      if (action === "ConditionCheckItem") await tables.client.send(new DeleteItemCommand({ TableName: plain, Key }));
      await call(as(`Only${action}`));
      await assert.rejects(call(as(`Without${action}`)), denied(action));
    }
  });

  it("changes nothing when one element of a transaction is not allowed", async () => {
    const put = { Put: { TableName: plain, Item: { id: { S: "denied" } } } };
    await assert.rejects(transact(as("OnlyPutItem"), put, { Update: update }), denied("UpdateItem"));
    const get = new GetItemCommand({ TableName: plain, Key: { id: { S: "denied" } } });
    assert.equal((await tables.client.send(get)).Item, undefined);
  });

  it("to an index is a right of its own", async () => {
    await as("OnIndex").send(new QueryCommand(query));
    await assert.rejects(as("OnTable").send(new QueryCommand(query)), denied("Query"));
    const scan = new ScanCommand({ TableName: ledger, IndexName: "due" });
    await assert.rejects(as("OnIndex").send(scan), denied("Scan"));
  });

  it("is told in AWS's words, also of a table that is not there", async () => {
    const get = new GetItemCommand({ TableName: "Other", Key });
    await assert.rejects(
      as("OnlyGetItem").send(get),
      failure(
        "AccessDeniedException",
        /^User: arn:aws:sts::111122223333:assumed-role\/.* is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table\/Other because no identity-based policy allows the dynamodb:GetItem action$/,
      ),
    );
  });

  it("can be held to partitions by dynamodb:LeadingKeys", async () => {
    const client = as("Leading");
    const item = (name: string) => ({ TableName: plain, Item: { id: { S: name } } });
    await client.send(new PutItemCommand(item("mine")));
    await assert.rejects(client.send(new PutItemCommand(item("yours"))), denied("PutItem"));
    const read = (value: string) =>
      client.send(
        new QueryCommand({
          TableName: plain,
          KeyConditionExpression: "id = :p",
          ExpressionAttributeValues: { ":p": { S: value } },
        }),
      );
    assert.equal((await read("mine")).Count, 1);
    await assert.rejects(read("yours"), denied("Query"));
    const both = { [plain]: { Keys: [{ id: { S: "mine" } }, { id: { S: "yours" } }] } };
    await assert.rejects(client.send(new BatchGetItemCommand({ RequestItems: both })), denied("BatchGetItem"));
  });
});
