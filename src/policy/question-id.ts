import { createHash } from "node:crypto";
import type { Question, Scope } from "./types.ts";

/** A question before it has its id. */
export type QuestionDraft = {
  readonly kind: string;
  readonly scopes: readonly Scope[];
  readonly settings: Question["settings"];
};

/** Gives a question its id: a hash of what it asks, whatever the order of keys. */
export function asQuestion({ kind, scopes, settings }: QuestionDraft): Question {
  const ordered = [...scopes].sort();
  const id = createHash("sha256")
    .update(canonical({ kind, scopes: ordered, settings }))
    .digest("base64url")
    .slice(0, 22);
  return { id, kind, scopes: ordered, settings };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
