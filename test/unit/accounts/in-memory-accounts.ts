import type { Account, AccountStore } from "../../../src/accounts/account.ts";
import type { Activation } from "../../../src/accounts/activation.ts";
import type { Link } from "../../../src/accounts/link.ts";
import type { AccountPorts } from "../../../src/accounts/ports.ts";
import type { Session } from "../../../src/accounts/session.ts";
import type { Effect } from "../../../src/tracking/outbox.ts";

/** The accounts' ports over maps, with what was written open to the test. */
export function inMemoryAccounts(now: () => Date = () => new Date()) {
  const state = {
    accounts: new Map<string, Account>(),
    links: new Map<string, Link & { forgetAt: Date }>(),
    activations: new Map<string, Activation & { tries: number; max: number }>(),
    open: new Map<string, string[]>(),
    sessions: new Map<string, Session>(),
    counts: new Map<string, { readonly count: number; readonly endsAt: number }>(),
    devices: new Set<string>(),
    effects: [] as Effect[],
    paused: 0,
  };
  const ports: AccountPorts = {
    accounts: accountsOf(state.accounts),
    devices: {
      remember: async (address, hash) => {
        const known = state.devices.has(`${address}/${hash}`);
        state.devices.add(`${address}/${hash}`);
        return known;
      },
    },
    links: {
      put: async (hash, link, forgetAt) => void state.links.set(hash, { ...link, forgetAt }),
      find: async (hash, at) => {
        const found = state.links.get(hash);
        return found !== undefined && found.forgetAt > at ? found : null;
      },
    },
    activations: activationsOf(state),
    sessions: {
      put: async (session) => void state.sessions.set(session.tokenHash, session),
      find: async (hash) => state.sessions.get(hash) ?? null,
      touch: async (hash, at) => {
        const found = state.sessions.get(hash);
        if (found) state.sessions.set(hash, { ...found, lastSeenAt: at.toISOString() });
      },
      remove: async (hash) => void state.sessions.delete(hash),
      list: async (address) => [...state.sessions.values()].filter((session) => session.address === address),
    },
    limiter: {
      take: async (key, limit) => {
        const at = now().getTime() / 1000;
        const open = state.counts.get(key);
        const window = open !== undefined && open.endsAt > at ? open : { count: 0, endsAt: at + limit.seconds };
        state.counts.set(key, { ...window, count: window.count + 1 });
        return window.count < limit.max;
      },
    },
    outbox: { add: async (effect) => void state.effects.push(effect) },
    pause: async () => {
      state.paused += 1;
    },
  };
  return { state, ports };
}

function accountsOf(accounts: Map<string, Account>): AccountStore {
  const change = (address: string, next: (account: Account) => Account | null) => {
    const account = accounts.get(address);
    const changed = account && next(account);
    if (changed) accounts.set(address, changed);
    return Boolean(changed);
  };
  const raised = (address: string, more: Partial<Account> = {}) => {
    change(address, (account) => ({ ...account, ...more, epoch: account.epoch + 1 }));
    return accounts.get(address)?.epoch ?? 0;
  };
  return {
    find: async (address) => accounts.get(address) ?? null,
    prefer: async (address, { name, ...texts }) => {
      const set = Object.entries(texts).map(([key, value]) => [key, value === "" ? undefined : value]);
      change(address, (account) => ({ ...account, name, ...Object.fromEntries(set) }));
    },
    setPassword: async (address, passwordHash, at) =>
      raised(address, { passwordHash, passwordChangedAt: at.toISOString() }),
    raiseEpoch: async (address) => raised(address),
    setGenerator: async (address, generator, recovery) => {
      const off = { generator: undefined, recovery: undefined };
      change(address, (account) => ({ ...account, ...(generator === null ? off : { generator, recovery }) }));
    },
    spendStep: async (address, step) =>
      change(address, (account) =>
        account.generator && account.generator.lastStep < step
          ? { ...account, generator: { ...account.generator, lastStep: step } }
          : null,
      ),
    addPasskey: async (address, passkey) =>
      ![...accounts.values()].some(({ passkeys }) => passkeys?.[passkey.id]) &&
      change(address, (account) => ({ ...account, passkeys: { ...account.passkeys, [passkey.id]: passkey } })),
    removePasskey: async (address, id) => {
      change(address, ({ passkeys: { [id]: _, ...passkeys } = {}, ...account }) => ({ ...account, passkeys }));
    },
    ownerOfPasskey: async (id) => [...accounts.values()].find(({ passkeys }) => passkeys?.[id])?.address ?? null,
    countPasskey: async () => undefined,
    spendRecovery: async (address, hash) =>
      change(address, (account) => {
        const { [hash]: found, ...recovery } = account.recovery ?? {};
        return found ? { ...account, recovery } : null;
      }),
  };
}

type State = {
  accounts: Map<string, Account>;
  activations: Map<string, Activation & { tries: number; max: number }>;
  open: Map<string, string[]>;
};

function activationsOf({ accounts, activations, open }: State): AccountPorts["activations"] {
  return {
    open: async (activation, rule) => {
      activations.set(activation.tokenHash, { ...activation, tries: 0, max: Number.POSITIVE_INFINITY });
      const earlier = rule.alone ? [] : (open.get(activation.address) ?? []);
      open.set(activation.address, [...earlier, activation.tokenHash].slice(-rule.keep));
    },
    find: async (hash) => {
      const found = activations.get(hash);
      if (found === undefined) return null;
      return { activation: found, open: (open.get(found.address) ?? []).includes(hash) && found.tries < found.max };
    },
    countTry: async (hash, max) => {
      const found = activations.get(hash);
      if (found === undefined || found.tries >= max) return null;
      activations.set(hash, { ...found, tries: found.tries + 1, max });
      return max - found.tries - 1;
    },
    use: async (activation, account) => {
      if (!(open.get(activation.address) ?? []).includes(activation.tokenHash)) return false;
      open.set(activation.address, []);
      accounts.set(account.address, account);
      return true;
    },
    renew: async (activation, passwordHash, at) => {
      const known = accounts.get(activation.address);
      if (!known || !(open.get(activation.address) ?? []).includes(activation.tokenHash)) return null;
      open.set(activation.address, []);
      const account = { ...known, passwordHash, passwordChangedAt: at.toISOString(), epoch: known.epoch + 1 };
      accounts.set(account.address, account);
      return account;
    },
  };
}
