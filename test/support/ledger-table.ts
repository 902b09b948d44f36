import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbModule } from "../../local/dynamodb/dynamodb.ts";
import { type ACloud, aCloud } from "./a-cloud.ts";

const index = (name: string, partition: string, sort: string) => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: partition, KeyType: "HASH" },
    { AttributeName: sort, KeyType: "RANGE" },
  ],
  Projection: { ProjectionType: name === "due" ? "KEYS_ONLY" : "ALL" },
});

/** The ledger table as a resource of a template. */
export const ledgerResource = {
  Type: "AWS::DynamoDB::Table",
  Properties: {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["pk", "sk", "due_pk", "due_sk", "day", "day_sk"].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [index("due", "due_pk", "due_sk"), index("day", "day", "day_sk")],
  },
};

/** A ledger table of its own in a local cloud. */
export async function aLedgerTable(): Promise<{ cloud: ACloud; client: DynamoDBDocumentClient; table: string }> {
  const cloud = await aCloud({
    modules: [dynamodbModule],
    resources: {
      Ledger: ledgerResource,
    },
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.client()), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { cloud, client, table: cloud.ref("Ledger") };
}
