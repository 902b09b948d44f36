import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { TrackingFilter } from "../tracking/message-tracking.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { dayIndex } from "./ledger-items.ts";
import { recipientsOf } from "./recipient-index.ts";
import type { Item } from "./table-items.ts";

/** Recipients that one call has DynamoDB look at; only those that are found are read here. */
const mostLooked = 20_000;
const lookedAtOnce = 2_000;
const oldestMonth = "2026-01";

/** Where a search stands: a month, an upper bound in it, and the index key after which it goes on. */
type Place = { readonly month: string; readonly upper: string; readonly after?: Item };

/** What is looked for and how far back. */
export type Search = {
  readonly filter: TrackingFilter;
  readonly limit: number;
  readonly cursor?: string;
  readonly now: Date;
};

/** Ids of messages with a recipient who fulfils the filter, newest first; short, or empty, where `cursor` is given. */
export async function searchRecipients(
  client: DynamoDBDocumentClient,
  table: string,
  { filter, limit, cursor, now }: Search,
): Promise<{ readonly messageIds: readonly string[]; readonly cursor?: string }> {
  const lower = filter.from ?? oldestMonth;
  const found = new Map<string, Place>();
  let place = cursor === undefined ? firstPlace(filter, now) : placeOf(decodeCursor(cursor));
  for (let looked = 0; looked < mostLooked; ) {
    if (place.month < lower.slice(0, 7)) return { messageIds: [...found.keys()] };
    const query = queryOf(table, filter, lower, place);
    const { Items = [], ScannedCount = 0, LastEvaluatedKey } = await client.send(new QueryCommand(query));
    for (const { messageId, day_sk } of Items) {
      const id = String(messageId);
      if (found.size === limit && !found.has(id)) return { messageIds: [...found.keys()], cursor: lastOf(found) };
      found.set(id, behind(place.month, String(day_sk)));
    }
    looked += Math.max(ScannedCount, 1);
    place = LastEvaluatedKey === undefined ? monthBefore(place.month) : { ...place, after: LastEvaluatedKey };
  }
  return { messageIds: [...found.keys()], cursor: cursorOf(place) };
}

function queryOf(table: string, filter: TrackingFilter, lower: string, place: Place): QueryCommandInput {
  const words = Object.entries(conditionsOf(filter)).filter(([, { value }]) => value !== undefined);
  return {
    TableName: table,
    IndexName: dayIndex,
    KeyConditionExpression: "#day = :month AND day_sk BETWEEN :lower AND :upper",
    ...(words.length > 0 && { FilterExpression: words.map(([, { condition }]) => condition).join(" AND ") }),
    ExpressionAttributeNames: { "#day": "day", ...(filter.state === undefined ? {} : { "#state": "state" }) },
    ExpressionAttributeValues: {
      ":month": recipientsOf(place.month),
      ":lower": lower,
      ":upper": place.upper,
      ...Object.fromEntries(words.map(([name, { value }]) => [`:${name}`, value])),
    },
    ScanIndexForward: false,
    Limit: lookedAtOnce,
    ExclusiveStartKey: place.after,
  };
}

function conditionsOf({ sender, recipient, subject, disposition, policy, state }: TrackingFilter) {
  return {
    sender: { value: sender?.toLowerCase(), condition: "contains(lowFrom, :sender)" },
    recipient: { value: recipient?.toLowerCase(), condition: "contains(lowTo, :recipient)" },
    subject: { value: subject?.toLowerCase(), condition: "contains(lowSubject, :subject)" },
    disposition: { value: disposition, condition: "disposition = :disposition" },
    policy: { value: policy, condition: "policyId = :policy" },
    state: { value: state, condition: "#state = :state" },
  };
}

function firstPlace({ until }: TrackingFilter, now: Date): Place {
  const upper = until ?? new Date(now.getTime() + 60_000).toISOString();
  return { month: upper.slice(0, 7), upper };
}

function monthBefore(month: string): Place {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  const before = date.toISOString().slice(0, 7);
  return { month: before, upper: `${before}~` };
}

/** The place behind all recipients of the message whose index key is given: the key without its recipient. */
function behind(month: string, daySk: string): Place {
  return { month, upper: daySk.slice(0, daySk.lastIndexOf("#")) };
}

function lastOf(found: ReadonlyMap<string, Place>): string | undefined {
  const place = [...found.values()].at(-1);
  return place && cursorOf(place);
}

function cursorOf({ month, upper, after }: Place): string {
  return encodeCursor({ month, upper, ...after });
}

function placeOf({ month = "", upper = "", ...after }: Record<string, string>): Place {
  return { month, upper, ...(after.pk !== undefined && { after }) };
}
