import type { Clock } from "../../clock.ts";
import { tokenHash } from "../token-hash.ts";
import type {
  Administrator,
  AdministratorSession,
  AdministratorSessionStore,
  AdministratorStore,
  SessionPurpose,
} from "./administrator.ts";

const idleMs = 30 * 60_000;
const absoluteMs = 12 * 3_600_000;
const touchEveryMs = 60_000;
const tokenBytes = 32;

/** Where sessions and the people they belong to are kept. */
export type SessionPorts = {
  readonly administrators: AdministratorStore;
  readonly sessions: AdministratorSessionStore;
};

/** A live session and whose it is, as of this request. */
export type SignedIn = { readonly administrator: Administrator; readonly session: AdministratorSession };

/** Opens a session under a new token and answers that token; only its hash is kept. */
export async function openSession(
  ports: SessionPorts,
  clock: Clock,
  administrator: { readonly userName: string; readonly generation: number },
  purpose: SessionPurpose,
): Promise<string> {
  const token = clock.token(tokenBytes);
  const now = clock.now();
  await ports.sessions.put({
    id: tokenHash(token),
    userName: administrator.userName,
    generation: administrator.generation,
    purpose,
    lastSeenAt: now.toISOString(),
    endsAt: new Date(now.getTime() + absoluteMs).toISOString(),
  });
  return token;
}

/** Who holds this token; null when it is unknown, idle too long, past its end, of an older generation, or of somebody disabled. */
export async function findSession(ports: SessionPorts, clock: Clock, token: string): Promise<SignedIn | null> {
  const session = await ports.sessions.find(tokenHash(token));
  const now = clock.now();
  if (!session || hasEnded(session, now)) return null;
  const administrator = await ports.administrators.find(session.userName);
  if (administrator?.generation !== session.generation || administrator.disabled) return null;
  if (now.getTime() - Date.parse(session.lastSeenAt) >= touchEveryMs) await ports.sessions.touch(session.id, now);
  return { administrator, session };
}

/** Ends the session of this token; an unknown token is no error. */
export async function endSession(ports: Pick<SessionPorts, "sessions">, token: string): Promise<void> {
  await ports.sessions.remove(tokenHash(token));
}

function hasEnded(session: AdministratorSession, now: Date): boolean {
  const idle = now.getTime() - Date.parse(session.lastSeenAt);
  return idle >= idleMs || now.getTime() >= Date.parse(session.endsAt);
}
