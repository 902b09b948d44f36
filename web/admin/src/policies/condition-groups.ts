import type { VocabularyAnswer } from "../../../../src/contracts/admin-api/policy-vocabulary.ts";

const groups: readonly (readonly [label: string, belongs: (type: string) => boolean])[] = [
  ["Recipients", (type) => type.startsWith("recipient")],
  ["Sender and way here", (type) => /^(?:sender|source-ip|received-over-tls)/.test(type)],
  ["Content", (type) => /^(?:words|pattern|dictionary|detector|subject-trigger|header)$/.test(type)],
  ["Attachments", (type) => /^(?:attachment|password-protected)/.test(type)],
  ["Time", (type) => /^(?:date-range|weekly-hours)$/.test(type)],
  ["Message", () => true],
];

/** The conditions as a person looks for them; those that this gateway can never answer cannot be chosen. */
export function conditionGroups({ conditions }: VocabularyAnswer) {
  const groupOf = (type: string) => groups.findIndex(([, belongs]) => belongs(type));
  return groups.map(([label], index) => ({
    label,
    options: conditions
      .filter(({ type }) => groupOf(type) === index)
      .map(({ type, label: text, unanswerable }) => ({
        value: type,
        label: text,
        disabled: unanswerable !== undefined,
        ...(unanswerable !== undefined && { description: unanswerable }),
      })),
  }));
}
