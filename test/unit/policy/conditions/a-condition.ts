import assert from "node:assert/strict";
import type { PolicySet } from "../../../../src/contracts/policies.ts";
import type { FindingKind } from "../../../../src/mail/findings.ts";
import type { Outcome } from "../../../../src/policy/conditions/define-condition.ts";
import { conditionOf } from "../../../../src/policy/conditions/index.ts";
import { dictionariesOf } from "../../../../src/policy/dictionaries-of.ts";
import { directoryOf } from "../../../../src/policy/directory-of.ts";
import type { Facts } from "../../../../src/policy/types.ts";
import { aZip } from "../../../support/formats/a-zip.ts";
import { aMail, aMultipart } from "../../mail/a-mail.ts";
import { factsOf, policiesWith } from "../judging.ts";

/** A short mail of Alice's, without anything unusual. */
export const plain = aMail(
  "From: alice@company.example",
  "Subject: Quarterly report",
  "",
  "The merger is secret.",
  "Card 4111 1111 1111 1111",
);

/** Mail with a damaged archive, in which anything could be. */
export const damaged = aMultipart(
  "multipart/mixed",
  "\r\nhello",
  "Content-Type: application/zip; name=a.zip\r\n\r\nPK\x03\x04",
);

/** A file as a part of a message. */
export function file(name: string, type = "application/octet-stream", body = "hello"): string {
  return `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment\r\n\r\n${body}`;
}

/** A message with these files. */
export function withFiles(...files: string[]): Asking {
  return { raw: aMultipart("multipart/mixed", "\r\nhello", ...files) };
}

/** A message with a zip archive of these members, "text" in each. */
export function withArchive(...names: string[]): Asking {
  const zip = aZip(names.map((name) => ({ name, bytes: "text" })));
  return withFiles(
    `Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${zip.toString("base64")}`,
  );
}

/** A message with these header fields. */
export function withFields(...fields: string[]): Asking {
  return { raw: aMail(...fields, "", "text") };
}

/** A message with this body. */
export function withBody(...body: string[]): Asking {
  return { raw: aMail("From: alice@company.example", "Subject: x", "", ...body) };
}

/** A message about which the reader noticed something. */
export function withFinding(kind: FindingKind, part = "1.2", detail = "x"): Asking {
  return { facts: { findings: [{ kind, part, detail }] } };
}

/** A message of a sender, by envelope and by header. */
export function fromSender(sender: string | null, headerFrom = ["alice@company.example"]): Asking {
  return { facts: { envelope: { sender, recipients: [] }, headerFrom } };
}

/** What a condition is asked with, beside its settings. */
export type Asking = {
  readonly raw?: Buffer;
  readonly facts?: Partial<Facts>;
  readonly recipient?: string;
  readonly inException?: boolean;
  readonly now?: string;
  /** Further parts of the policies file: dictionaries, groups, attributes. */
  readonly file?: Record<string, unknown>;
};

/** Asks one condition as a policy would. */
export async function outcomeOf(type: string, settings: unknown, asking: Asking = {}): Promise<Outcome> {
  const policySet: PolicySet = policiesWith({ conditions: { type, settings } }, asking.file);
  const [policy] = policySet.policies;
  const node = policy?.conditions as { settings: unknown };
  const condition = conditionOf(type);
  assert.ok(condition);
  assert.notEqual(condition.sentence(node.settings), "");
  const facts = { ...(await factsOf(asking.raw ?? plain, policySet)), ...asking.facts };
  return condition.matches(
    {
      facts,
      recipient: asking.recipient ?? "bob@partner.example",
      companyDomains: new Set(policySet.companyDomains),
      directory: directoryOf(policySet),
      dictionaries: dictionariesOf(policySet),
      now: new Date(asking.now ?? "2026-03-04T12:00:00Z"),
      inException: asking.inException ?? false,
    },
    node.settings,
  );
}

/** The result alone. */
export async function resultOf(type: string, settings: unknown, asking: Asking = {}): Promise<unknown> {
  return (await outcomeOf(type, settings, asking)).result;
}
