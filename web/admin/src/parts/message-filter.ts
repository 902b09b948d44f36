import { dispositionWords, recipientStates, statusOfRecipient } from "../words.ts";
import type { FilterProperty } from "./list/list-filter.tsx";
import type { Token } from "./list/tokens.ts";

const day = 24 * 60 * 60 * 1000;

/** What message tracking can be filtered by; `policies` are offered by name. */
export function messageProperties(policies: readonly { id: string; name: string }[]): readonly FilterProperty[] {
  return [
    { key: "received", label: "Received (2026-11-22)", operators: [">=", "<="] },
    { key: "sender", label: "Sender", operators: [":"] },
    { key: "recipient", label: "Recipient", operators: [":"] },
    { key: "subject", label: "Subject", operators: [":"] },
    {
      key: "disposition",
      label: "Decided",
      operators: ["="],
      choices: Object.entries(dispositionWords).map(([value, { text }]) => ({ value, label: text })),
    },
    {
      key: "state",
      label: "State",
      operators: ["="],
      choices: recipientStates.map((value) => ({ value, label: statusOfRecipient(value).text })),
    },
    {
      key: "policy",
      label: "Policy",
      operators: ["="],
      choices: policies.map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
}

/** The API's query for a filter; words without a property are looked for in the subject. */
export function messageQuery(tokens: readonly Token[]): URLSearchParams {
  const query = new URLSearchParams();
  for (const { key, operator, value } of tokens) {
    if (key === "received") setTime(query, operator === "<=" ? "until" : "from", value);
    else query.set(key === "" ? "subject" : key, value);
  }
  return query;
}

/** A date ends with its last moment; whatever is no date is left out rather than refused. */
function setTime(query: URLSearchParams, name: "from" | "until", value: string): void {
  const moment = Date.parse(value);
  if (Number.isNaN(moment)) return;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value);
  query.set(name, new Date(moment + (isDate && name === "until" ? day : 0)).toISOString());
}
