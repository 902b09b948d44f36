import { AttributeType, ProjectionType } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { DataTable } from "./data-table.ts";

/** What happened to every message and recipient, and the outbox of effects still due. */
export class Ledger extends Construct {
  readonly table: DataTable;

  constructor(scope: Construct, id: string, props: { key: IKey }) {
    super(scope, id);
    this.table = new DataTable(this, "Table", props);
    // Sparse: only items that housekeeping must look at by a certain time.
    this.table.addGlobalSecondaryIndex({
      indexName: "due",
      partitionKey: { name: "due_pk", type: AttributeType.STRING },
      sortKey: { name: "due_sk", type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    // Message tracking lists messages by day.
    this.table.addGlobalSecondaryIndex({
      indexName: "day",
      partitionKey: { name: "day", type: AttributeType.STRING },
      sortKey: { name: "day_sk", type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }
}
