import type { TlsPolicySet } from "../contracts/tls-policies.ts";
import { rawHeaderValues } from "../mail/header-fields.ts";
import type { HeaderField } from "../mail/message.ts";
import { combineFacts } from "../tls/combine-facts.ts";
import type { Routes } from "../tls/judge-delivery.ts";
import type { TlsFacts } from "../tls/judge-receipt.ts";
import { policiesAt, type TlsPolicyRepository } from "../tls/repository.ts";
import type { TlsContext, TlsDirectory } from "../tls/types.ts";
import { noWitness, provenByWitness, type Witness, type WitnessStore } from "../tls/witness.ts";
import type { GatewaySettings } from "./settings.ts";

/** What judging TLS needs. */
export type TlsPorts = {
  readonly repository: TlsPolicyRepository;
  readonly witness: Pick<WitnessStore, "current">;
  /** The header by which the ingress says whether a session used TLS; null: it does not. */
  readonly marker: string | null;
  readonly routes: Routes;
  /** Groups and attributes of people. */
  readonly directory: () => Promise<TlsDirectory>;
};

/** The TLS policies by which one message is judged, and what is known besides. */
export type TlsInForce = {
  /** 0: none were published. */
  readonly version: number;
  readonly policies: TlsPolicySet;
  readonly context: TlsContext;
  readonly routes: Routes;
  readonly witness: Witness;
  readonly marker: string | null;
};

const nothing: TlsPolicySet = { version: 1, requireForAll: false, receipt: [], delivery: [] };

/** Reads what was in force when a message came; `directory` is asked only by policies that name groups or attributes. */
export async function tlsInForce(
  { repository, witness, marker, routes }: Omit<TlsPorts, "directory">,
  receivedAt: string,
  settings: Pick<GatewaySettings, "companyDomains" | "stored">,
  directory: () => Promise<TlsDirectory>,
): Promise<TlsInForce> {
  const [published, seen] = await Promise.all([policiesAt(repository, new Date(receivedAt)), witness.current()]);
  const policies = published?.policies ?? nothing;
  const context: TlsContext = {
    companyDomains: new Set(settings.companyDomains),
    timeZone: settings.stored.policyTimeZone,
    directory: asksDirectory(policies) ? await directory() : nobody,
  };
  return { version: published?.version ?? 0, policies, context, routes, witness: seen ?? noWitness, marker };
}

/** What is known of the connection by which a message came, and what proves it. */
export function factsOf(
  { witness, marker }: TlsInForce,
  headers: readonly HeaderField[],
  mail: Parameters<typeof provenByWitness>[1],
): { readonly facts: TlsFacts; readonly proof: "rule" | "session" | "none" } {
  const told = marker === null ? ({ tls: "unknown" } as const) : saidByMarker(rawHeaderValues(headers, marker));
  const required = provenByWitness(witness, mail);
  const facts = combineFacts(told, required);
  const proof = told.tls !== "unknown" ? "session" : required.tls !== "unknown" ? "rule" : "none";
  return { facts, proof };
}

/** The ingress writes it once; whoever writes it too makes it worthless. SES takes no TLS below 1.2. */
function saidByMarker([value, ...others]: readonly string[]): TlsFacts {
  if (others.length > 0) return { tls: "unknown" };
  if (value?.trim() === "on") return { tls: "yes", least: "1.2", exact: false };
  return value?.trim() === "off" ? { tls: "no" } : { tls: "unknown" };
}

const nobody: TlsDirectory = { groupsOf: () => [], attributesOf: () => ({}) };

function asksDirectory({ receipt, delivery }: TlsPolicySet): boolean {
  return [...receipt, ...delivery].some(({ appliesFrom, appliesTo }) =>
    [...appliesFrom, ...appliesTo].some(({ kind }) => kind === "group" || kind === "attribute"),
  );
}
