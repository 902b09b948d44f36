import type { Problem } from "../../../../src/contracts/admin-api/drafts.ts";
import { fieldWords } from "./field-words.ts";

const parts: Readonly<Record<string, string>> = {
  conditions: "When",
  exceptions: "Except when",
  modifiers: "Also do",
  validity: "Validity",
  entries: "Entries",
  addresses: "Addresses",
  groups: "Groups",
};

/** A problem as a person reads it: where, in the form's own words, and what. */
export function problemWords({ path, message }: Pick<Problem, "path" | "message">): string {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.findLast((step) => fieldWords[step] !== undefined && Number.isNaN(Number(step)));
  const place = [parts[steps[0] ?? ""], last === undefined || last === steps[0] ? undefined : fieldWords[last]?.label];
  const where = place.filter((word) => word !== undefined).join(", ");
  return where === "" ? plain(message, path) : `${where}: ${plain(message, path)}`;
}

function plain(message: string, path: string): string {
  if (/^Too small: expected array/.test(message)) {
    return /(?:^|\.)(?:conditions|exceptions|all|any|none)(?:$|[.[])[^a-z]*$/.test(path) ||
      (/^(?:conditions|exceptions)/.test(path) && !path.includes("settings"))
      ? "add at least one condition"
      : "give at least one";
  }
  if (/^Too small: expected string/.test(message)) return "must not be empty";
  return message.charAt(0).toLowerCase() === message.charAt(0)
    ? message
    : message.charAt(0).toLowerCase() + message.slice(1);
}
