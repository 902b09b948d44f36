/** At most `max` in each window of `seconds`. */
export type Limit = { readonly max: number; readonly seconds: number };

/** Counts atomically, across all running functions. */
export type RateLimiter = {
  /** Counts one more for the key; false when that is beyond the limit. */
  take(key: string, limit: Limit): Promise<boolean>;
};

/** Limits of the pages; those by account only slow down, so that nobody can lock somebody else out. */
export const limits = {
  signInBySource: { max: 60, seconds: 300 },
  signInByAccountAndSource: { max: 10, seconds: 300 },
  signInByAccount: { max: 30, seconds: 900 },
  activationBySource: { max: 60, seconds: 300 },
  resetBySource: { max: 30, seconds: 900 },
  resetByAccount: { max: 5, seconds: 3600 },
  secondByAccountAndSource: { max: 10, seconds: 300 },
  secondByAccount: { max: 50, seconds: 3600 },
  invitesByAccount: { max: 20, seconds: 86_400 },
  lettersByAccount: { max: 60, seconds: 3600 },
  /** A draft is kept a second after each pause in typing. */
  savesByAccount: { max: 1500, seconds: 3600 },
  partsByAccount: { max: 500, seconds: 3600 },
} as const satisfies Record<string, Limit>;

/** The client's network for counting: an IPv4 address, or the /64 of an IPv6 address. */
export function sourceNetwork(source: string): string {
  if (!source.includes(":")) return source;
  const [head = "", tail] = source.split("::");
  const left = head.split(":").filter((group) => group !== "");
  const right = (tail ?? "").split(":").filter((group) => group !== "");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
