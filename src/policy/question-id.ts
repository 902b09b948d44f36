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

/** Makes a question of settings once: hashing long lists again for every message and condition would cost more than asking. */
export function rememberQuestion<S extends object>(draft: (settings: S) => QuestionDraft): (settings: S) => Question {
  const known = new WeakMap<S, Question>();
  return (settings) => {
    const question = known.get(settings) ?? asQuestion(draft(settings));
    known.set(settings, question);
    return question;
  };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
