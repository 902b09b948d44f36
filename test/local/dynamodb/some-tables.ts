import {
  type AttributeValue,
  DynamoDBClient,
  type DynamoDBServiceException,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { dynamodbModule } from "../../../local/dynamodb/dynamodb.ts";
import { type ACloud, type ACloudOptions, aCloud } from "../../support/a-cloud.ts";

/** An item as the plain client writes it. */
export type Item = Record<string, AttributeValue>;

type Kind = "S" | "N" | "B";

/** A table's resource: key attributes with their types, indexes as name → [partition, sort?, projection?]. */
export const aTable = (
  key: Readonly<Record<string, Kind>>,
  indexes: Readonly<Record<string, { key: Readonly<Record<string, Kind>>; projection?: object }>> = {},
  more: Readonly<Record<string, unknown>> = {},
): { Type: string; Properties: Record<string, unknown> } => {
  const types = Object.assign({}, key, ...Object.values(indexes).map((index) => index.key)) as Record<string, Kind>;
  const global = Object.entries(indexes).map(([name, index]) => ({
    IndexName: name,
    KeySchema: schemaOf(index.key),
    Projection: index.projection ?? { ProjectionType: "ALL" },
  }));
  return {
    Type: "AWS::DynamoDB::Table",
    Properties: {
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: schemaOf(key),
      AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
      ...more,
    },
  };
};

const schemaOf = (key: Readonly<Record<string, Kind>>) =>
  Object.keys(key).map((AttributeName, place) => ({ AttributeName, KeyType: place === 0 ? "HASH" : "RANGE" }));

/** The tables most tests use. */
export const someTables = {
  Ledger: aTable(
    { pk: "S", sk: "S" },
    {
      due: { key: { due_pk: "S", due_sk: "S" }, projection: { ProjectionType: "KEYS_ONLY" } },
      day: { key: { day: "S", day_sk: "S" } },
      part: { key: { day: "S" }, projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["note"] } },
    },
  ),
  Accounts: aTable({ pk: "S", sk: "S" }, {}, { TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true } }),
  Plain: aTable({ id: "S" }),
  Numbers: aTable({ pk: "S", n: "N" }),
  Binaries: aTable({ pk: "S", b: "B" }),
};

/** A running DynamoDB with those tables and a client of the account's owner. */
export type SomeTables = {
  readonly cloud: ACloud;
  readonly client: DynamoDBClient;
  /** Stops and starts again on the same state, with a new client. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a cloud of DynamoDB only. */
export const startTables = async (options: Partial<ACloudOptions> = {}): Promise<SomeTables> => {
  const cloud = await aCloud({ modules: [dynamodbModule], resources: someTables, ...options });
  let client = new DynamoDBClient(cloud.client());
  return {
    cloud,
    get client() {
      return client;
    },
    restart: async () => {
      client.destroy();
      await cloud.restart();
      client = new DynamoDBClient(cloud.client());
    },
    close: async () => {
      client.destroy();
      await cloud.close();
    },
  };
};

/** The name of a table, by its logical id. */
export const tableNamed = (logicalId: string): string => `Sealgate-${logicalId}`;

/** Puts items one after the other. */
export const putAll = async (client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> => {
  for (const Item of items) await client.send(new PutItemCommand({ TableName: table, Item }));
};

/** For `assert.rejects`: an error of that name whose message matches. */
export const failure =
  (name: string, message: RegExp = /./) =>
  (error: unknown): boolean => {
    const { name: actual, message: text } = error as DynamoDBServiceException;
    if (actual === name && message.test(text)) return true;
    throw new Error(`expected ${name} ${message}, got ${actual}: ${text}`, { cause: error });
  };

/** For `assert.rejects`: a ValidationException whose message matches. */
export const refused = (message: RegExp) => failure("ValidationException", message);
