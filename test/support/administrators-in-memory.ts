import type {
  Administrator,
  AdministratorChange,
  AdministratorSession,
  AdministratorSessionStore,
  AdministratorStore,
} from "../../src/accounts/administrators/administrator.ts";
import type { PasskeyVerifier } from "../../src/accounts/passkeys.ts";
import type { RateLimiter } from "../../src/accounts/rate-limit.ts";
import type { Clock } from "../../src/clock.ts";

/** A clock that stands still until it is moved. */
export type MovableClock = Clock & { move(milliseconds: number): void };

/** Starts at a fixed time; tokens are `t` and a number, padded to the asked length, so no two are alike. */
export function movableClock(start = "2026-11-22T10:00:00.000Z"): MovableClock {
  let now = Date.parse(start);
  let tokens = 0;
  return {
    now: () => new Date(now),
    token: (bytes) => {
      tokens += 1;
      return Buffer.from(`t${tokens}`.padEnd(bytes, ".")).toString("base64url");
    },
    move: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** A browser without passkeys. */
export const noPasskeys: PasskeyVerifier = { added: async () => null, used: async () => null };

/** Administrators, sessions and limits that live as long as the test; `people` and `open` are there to look into. */
export function administratorsInMemory() {
  const people = new Map<string, Administrator>();
  const open = new Map<string, AdministratorSession>();
  const pauses: number[] = [];
  return {
    people,
    open,
    pauses,
    administrators: storeOf(people),
    sessions: sessionStoreOf(open),
    limiter: limiterInMemory(),
    pause: async (milliseconds: number) => {
      pauses.push(milliseconds);
    },
  };
}

function storeOf(people: Map<string, Administrator>): AdministratorStore {
  let owners = 0;
  const change = (userName: string, generation: number, changes: AdministratorChange): boolean => {
    const found = people.get(userName);
    if (found?.generation !== generation) return false;
    const kept = Object.entries({ ...found, ...changes }).filter(([, value]) => value !== null && value !== undefined);
    people.set(userName, { ...(Object.fromEntries(kept) as Administrator), generation: generation + 1 });
    return true;
  };
  return {
    find: async (userName) => people.get(userName) ?? null,
    list: async () => [...people.values()],
    create: async (administrator) => {
      if (people.has(administrator.userName)) return false;
      people.set(administrator.userName, administrator);
      return true;
    },
    markInvited: async (userName, at) => {
      const found = people.get(userName);
      if (found) people.set(userName, { ...found, invitedAt: at.toISOString() });
    },
    replaceCredential: async (userName, generation, credential) => change(userName, generation, { credential }),
    change: async (userName, generation, changes) => change(userName, generation, changes),
    ownersVersion: async () => owners,
    changeOwners: async (version, userName, generation, changes) => {
      if (version !== owners) return false;
      if (changes !== null && !change(userName, generation, changes)) return false;
      if (changes === null && people.get(userName)?.generation !== generation) return false;
      if (changes === null) people.delete(userName);
      owners += 1;
      return true;
    },
    spendStep: async (userName, step) => {
      const found = people.get(userName);
      if (!found?.generator || found.generator.lastStep >= step) return false;
      people.set(userName, { ...found, generator: { ...found.generator, lastStep: step } });
      return true;
    },
    spendRecovery: async (userName, hash) => {
      const found = people.get(userName);
      if (!found?.recovery?.[hash]) return false;
      const { [hash]: _used, ...recovery } = found.recovery;
      people.set(userName, { ...found, recovery });
      return true;
    },
    countPasskey: async (userName, id, counter) => {
      const found = people.get(userName);
      const passkey = found?.passkeys?.[id];
      if (found && passkey)
        people.set(userName, { ...found, passkeys: { ...found.passkeys, [id]: { ...passkey, counter } } });
    },
  };
}

function sessionStoreOf(open: Map<string, AdministratorSession>): AdministratorSessionStore {
  return {
    put: async (session) => {
      open.set(session.id, session);
    },
    find: async (id) => open.get(id) ?? null,
    touch: async (id, at) => {
      const found = open.get(id);
      if (found) open.set(id, { ...found, lastSeenAt: at.toISOString() });
    },
    remove: async (id) => {
      open.delete(id);
    },
  };
}

function limiterInMemory(): RateLimiter {
  const counts = new Map<string, number>();
  return {
    take: async (key, { max }) => {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= max;
    },
  };
}
