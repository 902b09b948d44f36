import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbModule } from "../../local/dynamodb/dynamodb.ts";
import { type ACloud, aCloud } from "./a-cloud.ts";

const table = (attributes: readonly string[], more: Readonly<Record<string, unknown>> = {}) => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    ...more,
  },
});

const index = (name: string, partition: string, sort: string) => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: partition, KeyType: "HASH" },
    { AttributeName: sort, KeyType: "RANGE" },
  ],
  Projection: { ProjectionType: "ALL" },
});

const indexes = [index("day", "day", "day_sk"), index("due", "due_pk", "due_sk")];

const resources = {
  Directory: table(["pk", "sk"]),
  Accounts: table(["pk", "sk", "listed_in", "address"], {
    TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
    GlobalSecondaryIndexes: [
      { ...index("recipients", "listed_in", "address"), Projection: { ProjectionType: "KEYS_ONLY" } },
    ],
  }),
  Ledger: table(["pk", "sk", "day", "day_sk", "due_pk", "due_sk"], { GlobalSecondaryIndexes: indexes }),
};

/** The three tables in a local cloud, and a client of their owner. */
export type SomeStores = {
  readonly cloud: ACloud;
  readonly client: DynamoDBDocumentClient;
  readonly directory: string;
  readonly accounts: string;
  readonly ledger: string;
  close(): Promise<void>;
};

/** Starts DynamoDB with the product's three tables. */
export async function someStores(): Promise<SomeStores> {
  const cloud = await aCloud({ modules: [dynamodbModule], resources });
  const plain = new DynamoDBClient(cloud.client());
  const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  return {
    cloud,
    client,
    directory: cloud.ref("Directory"),
    accounts: cloud.ref("Accounts"),
    ledger: cloud.ref("Ledger"),
    close: async () => {
      plain.destroy();
      await cloud.close();
    },
  };
}
