import type { Clock } from "../clock.ts";
import type { AuditDetails, AuditEntry, AuditedEntry } from "../contracts/audit-file.ts";
import { SealgateError } from "../errors.ts";
import { beginning, hashOfDetails, hashOfEntry } from "./entry.ts";

const attempts = 24;
const saltBytes = 16;

/** What somebody did. */
export type Act = {
  /** Subject id of a person or API key, or `installation`, `housekeeping`, `operator`. */
  readonly by: string;
  /** Network address of the request; empty where there was none. */
  readonly from: string;
  /** A noun and a verb: `policies.publish`, `held.look`. */
  readonly action: string;
  /** An id or a version; never a name or an address. */
  readonly object: string;
  /** Values before and after, as JSON; they stand beside the chain and can be erased. */
  readonly before?: unknown;
  readonly after?: unknown;
};

/** Keeps who did what: only ever appended to. */
export type AuditLog = {
  /** Appends one entry; throws when it cannot, and then the caller must not say that all went well. */
  record(act: Act): Promise<AuditEntry>;
};

/** Where the chain is kept. */
export type AuditStore = {
  /** The newest entry, as of now. */
  last(): Promise<AuditEntry | null>;
  /** Writes entry and values together; false when its number is taken. */
  append(entry: AuditEntry, details: AuditDetails | null): Promise<boolean>;
};

/** Reads the chain. */
export type AuditReader = {
  /** Newest first, below a number; from the end without one. */
  before(seq: number | null, limit: number): Promise<readonly AuditedEntry[]>;
  /** Oldest first, above a number. */
  after(seq: number, limit: number): Promise<readonly AuditedEntry[]>;
  /** Forgets the values of a change for good; the chain holds without them. */
  eraseDetails(seq: number): Promise<void>;
};

/** The audit log over a store; writers that meet take turns. */
export function createAuditLog(
  store: AuditStore,
  clock: Clock,
  pause: (milliseconds: number) => Promise<void>,
): AuditLog {
  return {
    async record(act) {
      const details = detailsOf(act, clock.token(saltBytes));
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const entry = entryAfter(await store.last(), act, details, clock.now());
        if (await store.append(entry, details)) return entry;
        await pause(Math.random() * Math.min(400, 20 * attempt));
      }
      throw new SealgateError("audit-busy", 503, "the audit log was written to again and again meanwhile");
    },
  };
}

function detailsOf({ before, after }: Act, salt: string): AuditDetails | null {
  if (before === undefined && after === undefined) return null;
  return { salt, before: asJson(before), after: asJson(after) };
}

/** What reading it again will give: the hash must be of that. */
function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function entryAfter(last: AuditEntry | null, act: Act, details: AuditDetails | null, now: Date): AuditEntry {
  const { by, from, action, object } = act;
  const open = {
    seq: (last?.seq ?? 0) + 1,
    at: now.toISOString(),
    by,
    from,
    action,
    object,
    details: details === null ? null : hashOfDetails(details),
    previous: last?.hash ?? beginning,
  };
  return { ...open, hash: hashOfEntry(open) };
}
