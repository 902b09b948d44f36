import { z } from "zod";
import { tableName } from "../request-fields.ts";
import { tableSummary } from "../table-summary.ts";
import { defineOperation } from "./operation.ts";

/** DescribeTable: what the template declared, and how much the table holds. */
export const describeTable = defineOperation(z.strictObject({ TableName: tableName }), (request, call) => {
  const table = call.table("DescribeTable", { table: request.TableName });
  return { Table: tableSummary(table, call.store) };
});
