import { findingKinds } from "../mail/findings.ts";
import { conditions } from "./conditions/index.ts";
import { detectors } from "./detectors/index.ts";
import { modifiers } from "./modifiers/index.ts";

/** The tables of docs/policies.md, made from the registries. */
export function policyTables(): Record<"conditions" | "detectors" | "modifiers" | "findings", string> {
  return {
    conditions: table(
      ["Condition", "Type", "Judged"],
      conditions.map(({ label, type, perRecipient }) => [
        label,
        code(type),
        perRecipient ? "per recipient" : "per message",
      ]),
    ),
    detectors: table(
      ["Detector", "Type", "What is accepted", "Source", "Limits"],
      detectors.map(({ label, type, rule, source, limits }) => [label, code(type), rule, source, limits]),
    ),
    modifiers: table(
      ["Modifier", "Type"],
      modifiers.map(({ label, type }) => [label, code(type)]),
    ),
    findings: table(
      ["Finding", "What it says", "Class that closes the message"],
      Object.entries(findingKinds).map(([kind, { label, unreadable }]) => [code(kind), label, unreadable ?? "none"]),
    ),
  };
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
