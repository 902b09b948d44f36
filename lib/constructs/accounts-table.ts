import { AttributeType, ProjectionType } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { DataTable } from "./data-table.ts";

/** Recipients' accounts, sessions and tries; what is over goes by itself. */
export class AccountsTable extends DataTable {
  constructor(scope: Construct, id: string, props: { key: IKey }) {
    super(scope, id, { ...props, timeToLiveAttribute: "ttl" });
    // Sparse: one item a recipient, so that the console lists them by address.
    this.addGlobalSecondaryIndex({
      indexName: "recipients",
      partitionKey: { name: "listed_in", type: AttributeType.STRING },
      sortKey: { name: "address", type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
}
