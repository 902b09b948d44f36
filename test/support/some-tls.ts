import { tlsPolicySet } from "../../src/contracts/tls-policies.ts";
import type { TlsPorts } from "../../src/gateway/tls-in-force.ts";
import type { TlsPolicyRepository } from "../../src/tls/repository.ts";
import { noWitness, type Witness } from "../../src/tls/witness.ts";

/** TLS policies, what the ingress was seen to require and which ways out there are, all as the test sets them. */
export type SomeTls = {
  policies: object;
  /** Recipients as written in RCPT TO for whom a rule requires TLS. */
  required: readonly string[];
  marker: string | null;
  smtpRoute: boolean;
  readonly ports: TlsPorts;
};

/** None at first. */
export function someTls(): SomeTls {
  const state = { policies: {}, required: [] as readonly string[], marker: null as string | null, smtpRoute: false };
  const version = { version: 3, publishedAt: "2026-01-01T00:00:00Z", publishedBy: "test", note: "" };
  const current = async () => ({ ...version, policies: tlsPolicySet.parse({ version: 1, ...state.policies }) });
  const repository: TlsPolicyRepository = {
    newest: current,
    find: current,
    publish: async () => null,
    history: async () => [],
    periods: async () =>
      Object.keys(state.policies).length === 0 ? [] : [{ version: 3, since: "2026-01-01T00:00:00.000Z" }],
    putInForce: async () => undefined,
  };
  const witness = async (): Promise<Witness> => {
    const names = state.required.map((thing) => ({ thing, since: "2026-01-01T00:00:00.000Z" }));
    return { ...noWitness, observedAt: "2026-01-01T00:00:00.000Z", names };
  };
  const ports: TlsPorts = {
    repository,
    witness: { current: witness },
    directory: async () => ({ groupsOf: () => [], attributesOf: () => ({}) }),
    get marker() {
      return state.marker;
    },
    get routes() {
      return { smtp: state.smtpRoute };
    },
  };
  return Object.assign(state, { ports });
}
