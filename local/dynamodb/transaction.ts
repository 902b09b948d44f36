import { ServiceError } from "../core/service.ts";
import type { ItemStore } from "./item-store.ts";
import type { Item } from "./values.ts";
import { perform, type Write } from "./writes.ts";

/** Why one element of a transaction could not be done, or `None`. */
type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: unknown };

const none: Reason = { Code: "None" };

/** Performs all writes, or none and throws TransactionCanceledException with one reason an element, in their order. */
export const performAll = (store: ItemStore, writes: readonly Write[]): { before?: Item; after?: Item }[] =>
  store.change(() => {
    const outcomes = writes.map((write) => attempt(store, write));
    const reasons = outcomes.map((outcome) => ("reason" in outcome ? outcome.reason : none));
    if (reasons.some((reason) => reason !== none)) throw cancelled(reasons);
    return outcomes.flatMap((outcome) => ("reason" in outcome ? [] : [outcome]));
  });

const attempt = (store: ItemStore, write: Write): { before?: Item; after?: Item } | { reason: Reason } => {
  try {
    return perform(store, write);
  } catch (error) {
    if (error instanceof ServiceError) return { reason: reasonOf(error) };
    throw error;
  }
};

const reasonOf = ({ code, message, details }: ServiceError): Reason => ({
  Code: code === "ConditionalCheckFailedException" ? "ConditionalCheckFailed" : "ValidationError",
  Message: message,
  ...details,
});

const cancelled = (reasons: readonly Reason[]): ServiceError =>
  new ServiceError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(", ")}]`,
    400,
    { CancellationReasons: reasons },
  );
