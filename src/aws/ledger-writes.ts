import type { TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { heldUntil } from "../tracking/held-mail.ts";
import type { Arrival, Plan, RecipientChange } from "../tracking/ledger.ts";
import { isFinal } from "../tracking/message-record.ts";
import { heldKey, messageKey, recipientKey } from "./ledger-items.ts";
import { packJson } from "./packed-json.ts";
import type { Item } from "./table-items.ts";

/** One element of a transaction. */
export type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** An item may hold 400 KB; what explains a verdict is cut before the verdict itself could fail to be kept. */
const largestJudgement = 380 * 1024;

/** The judgement as it is stored, or a note that it was too large to keep. */
export function packJudgement(judgement: unknown): Uint8Array {
  const packed = packJson(judgement);
  return packed.length <= largestJudgement ? packed : packJson({ tooLarge: packed.length });
}

/** The item of a message that was just claimed for the first time. */
export function newMessageItem(arrival: Arrival, leaseUntil: string): Item {
  const { messageId, objectKey, receivedAt, envelopeFrom } = arrival;
  return {
    ...messageKey(messageId),
    messageId,
    objectKey,
    receivedAt,
    envelopeFrom,
    state: "received",
    run: 1,
    leaseUntil,
    due_pk: "DUE",
    due_sk: leaseUntil,
    day: `MONTH#${receivedAt.slice(0, 7)}`,
    day_sk: `${receivedAt}#${messageId}`,
  };
}

/** Keeps what was read and turns a claimed message to acting; the end of its plan's transaction. */
export function startActing(table: string, plan: Plan): Write {
  const facts = Object.entries(plan.facts).filter(([, value]) => value !== undefined);
  const names = Object.fromEntries(facts.map(([name]) => [`#${name}`, name]));
  const values = Object.fromEntries(facts.map(([name, value]) => [`:${name}`, value]));
  const sets = ["#state = :acting", "leaseUntil = :at", ...facts.map(([name]) => `#${name} = :${name}`)];
  return {
    Update: {
      TableName: table,
      Key: messageKey(plan.messageId),
      UpdateExpression: `SET ${sets.join(", ")} REMOVE due_pk, due_sk`,
      ConditionExpression: "#state = :received",
      ExpressionAttributeNames: { "#state": "state", ...names },
      ExpressionAttributeValues: { ":acting": "acting", ":received": "received", ":at": plan.at, ...values },
    },
  };
}

/** Moves a recipient on, unless it is final already, but for what the plan of `unfinished` run said of it. */
export function recipientUpdate(table: string, change: RecipientChange, unfinished?: number): Write {
  const { messageId, recipientId, state, at, answer, reason, delivery, wire, heldSince } = change;
  const dueAt = state === "held" ? heldUntil(at) : change.dueAt;
  const sets: Item = { "#state": state };
  if (isFinal(state)) sets.finalAt = at;
  if (answer !== undefined) sets.answer = answer;
  if (reason !== undefined) sets.reason = reason;
  if (delivery !== undefined) sets.delivery = delivery;
  if (wire !== undefined) sets.wire = wire;
  if (dueAt !== undefined) Object.assign(sets, { due_pk: "DUE", due_sk: dueAt });
  if (state === "held") sets.heldAt = at;
  const names = Object.keys(sets);
  const values = Object.fromEntries(names.map((name, index) => [`:v${index}`, sets[name]]));
  const assignments = names.map((name, index) => `${name} = :v${index}`).join(", ");
  return {
    Update: {
      TableName: table,
      Key: recipientKey(messageId, recipientId),
      UpdateExpression: `SET ${assignments} REMOVE proposal${isFinal(state) ? "" : ", finalAt"}${dueAt === undefined ? ", due_pk, due_sk" : ""}`,
      ConditionExpression: `${
        heldSince === undefined ? "#state IN (:pending, :sent, :held)" : "#state = :held AND heldAt = :since"
      }${unfinished === undefined ? "" : " OR #run = :run"}`,
      ExpressionAttributeNames: { "#state": "state", ...(unfinished !== undefined && { "#run": "run" }) },
      ExpressionAttributeValues: {
        ...values,
        ":held": "held",
        ...(unfinished !== undefined && { ":run": unfinished }),
        ...(heldSince === undefined ? { ":pending": "pending", ":sent": "sent" } : { ":since": heldSince }),
      },
    },
  };
}

/** What holding a recipient's copy, or ending that, does to the list of what waits for reviewers. */
export function heldWrites(table: string, change: RecipientChange): Write[] {
  const { messageId, recipientId, state, at, heldSince } = change;
  const end =
    heldSince === undefined ? [] : [{ Delete: { TableName: table, Key: heldKey(heldSince, messageId, recipientId) } }];
  return state === "held" ? [...end, heldPut(table, at, messageId, recipientId)] : end;
}

/** Enters a recipient's copy in the list of what waits for reviewers. */
export function heldPut(table: string, heldAt: string, messageId: string, recipientId: string): Write {
  return {
    Put: { TableName: table, Item: { ...heldKey(heldAt, messageId, recipientId), messageId, recipientId, heldAt } },
  };
}
