import { z } from "zod";
import { Capacity } from "../capacity.ts";
import { invalid } from "../failures.ts";
import { scatterBytes } from "../keys.ts";
import { type PageRequest, readPage } from "../read-page.ts";
import { answerPage, parseReading, readingFields } from "../reading.ts";
import { defineOperation } from "./operation.ts";

const maximumSegments = 1_000_000;

const schema = z.strictObject({
  ...readingFields,
  Segment: z.int().min(0).optional(),
  TotalSegments: z.int().min(1).max(maximumSegments).optional(),
});

/** Scan: every item of a table or index, or of one segment of it. */
export const scan = defineOperation(schema, (request, call) => {
  const table = call.table("Scan", { table: request.TableName, index: request.IndexName });
  const { index, filter, start, select } = parseReading(request, table);
  const slice = sliceOf(request);
  const limit = request.Limit;
  const page = readPage(call.store, { table, index, slice, forward: true, limit, start, filter });
  const capacity = new Capacity();
  capacity.read(table, page.bytes, request.ConsistentRead ?? false, index);
  return { ...answerPage(page, select), ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity)?.[0] };
});

const sliceOf = ({ Segment, TotalSegments }: z.infer<typeof schema>): PageRequest["slice"] => {
  if (Segment === undefined && TotalSegments === undefined) return undefined;
  if (TotalSegments === undefined) {
    throw invalid(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  if (Segment === undefined) {
    throw invalid(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (Segment >= TotalSegments) {
    throw invalid(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    );
  }
  const next = Segment + 1;
  return { from: edge(Segment, TotalSegments), to: next < TotalSegments ? edge(next, TotalSegments) : undefined };
};

const edge = (segment: number, total: number): Buffer => {
  const bytes = Buffer.alloc(scatterBytes);
  bytes.writeUInt32BE(Math.floor((2 ** (8 * scatterBytes) * segment) / total));
  return bytes;
};
