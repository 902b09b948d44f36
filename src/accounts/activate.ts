import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import { type Account, hasSecondFactor } from "./account.ts";
import { type Activation, activationRules } from "./activation.ts";
import { normalGeneratedPassword } from "./generated-password.ts";
import { hashPassword, type PasswordFault, passwordFault } from "./password.ts";
import type { AccountPorts } from "./ports.ts";
import { limits, sourceNetwork } from "./rate-limit.ts";
import { type Browser, startSession } from "./session.ts";
import { generatedPasswordHash, tokenHash } from "./token-hash.ts";

type Ports = Pick<AccountPorts, "accounts" | "activations" | "sessions" | "limiter">;

/** Where an activation link stands; looking changes nothing. */
export type ActivationState =
  | { readonly state: "open"; readonly activation: Activation }
  | { readonly state: "unknown" | "ended" | "expired" };

export type ActivationResult =
  | {
      readonly outcome: "activated";
      readonly session: string;
      readonly account: Account;
      /** False when an existing account got a new password. */
      readonly first: boolean;
      readonly messageId?: string;
    }
  | { readonly outcome: "wrong-password"; readonly triesLeft: number }
  | { readonly outcome: "refused-password"; readonly fault: PasswordFault }
  | { readonly outcome: "no-name" | "too-many" | "unknown" | "ended" | "expired" };

type Typed = {
  readonly token: string;
  readonly name: string;
  readonly activationPassword: string;
  readonly password: string;
  readonly source: string;
  readonly browser?: Browser;
  /** Which of our languages the browser asks for. */
  readonly language?: string;
};

/** Says whether an activation link can still be used. */
export async function activationState(
  ports: Pick<Ports, "activations">,
  now: Date,
  token: string,
): Promise<ActivationState> {
  const found = await ports.activations.find(tokenHash(token));
  if (found === null) return { state: "unknown" };
  if (!found.open) return { state: "ended" };
  if (now.getTime() >= Date.parse(found.activation.expiresAt)) return { state: "expired" };
  return { state: "open", activation: found.activation };
}

/** Opens the account, or gives it a new password: for whoever holds the link and types its activation password. */
export async function activate(ports: Ports, clock: Clock, typed: Typed): Promise<ActivationResult> {
  const source = `activate/source/${sourceNetwork(typed.source)}`;
  if (!(await ports.limiter.take(source, limits.activationBySource))) return { outcome: "too-many" };
  const link = await activationState(ports, clock.now(), typed.token);
  if (link.state !== "open") return { outcome: link.state };
  const { activation } = link;
  const known = await ports.accounts.find(activation.address);
  const name = known?.name ?? plainName(typed.name);
  if (name === "") return { outcome: "no-name" };
  const fault = passwordFault(typed.password, [activation.address, activation.address.split("@", 1)[0] ?? "", name]);
  if (fault !== null) return { outcome: "refused-password", fault };
  const triesLeft = await ports.activations.countTry(activation.tokenHash, activationRules.tries);
  if (triesLeft === null) return { outcome: "ended" };
  if (!isRight(activation, typed))
    return triesLeft === 0 ? { outcome: "ended" } : { outcome: "wrong-password", triesLeft };
  const { password, browser, language } = typed;
  return finish(ports, clock, activation, { known, name, password, browser, language });
}

async function finish(
  ports: Ports,
  clock: Clock,
  activation: Activation,
  chosen: { known: Account | null; name: string; password: string; browser?: Browser; language?: string },
): Promise<ActivationResult> {
  const { known } = chosen;
  const account = await (known === null
    ? open(ports, clock, activation, chosen)
    : renew(ports, clock, activation, chosen));
  if (account === null) return { outcome: "ended" };
  const proved = !hasSecondFactor(account);
  const session = await startSession(ports.sessions, clock, account, { browser: chosen.browser, proved });
  const { messageId } = activation;
  return {
    outcome: "activated",
    session,
    account,
    first: known === null,
    ...(messageId === undefined ? {} : { messageId }),
  };
}

async function open(
  { activations }: Ports,
  clock: Clock,
  activation: Activation,
  { name, password, language }: { name: string; password: string; language?: string },
): Promise<Account | null> {
  const at = clock.now().toISOString();
  const account: Account = {
    address: activation.address,
    name,
    passwordHash: await hashPassword(password),
    activatedAt: at,
    passwordChangedAt: at,
    epoch: 1,
    ...(language !== undefined && { askedLanguage: language }),
  };
  return (await activations.use(activation, account)) ? account : null;
}

/** A reset changes the password alone: a second factor stays, and with it whatever else the owner set. */
async function renew(
  { activations }: Ports,
  clock: Clock,
  activation: Activation,
  { password }: { password: string },
): Promise<Account | null> {
  return activations.renew(activation, await hashPassword(password), clock.now());
}

/** A name on one line, of a length that fits a page and a mail. */
export function plainName(typed: string): string {
  const oneLine = typed
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return [...oneLine].slice(0, 100).join("");
}

function isRight(activation: Activation, typed: Typed): boolean {
  const hash = generatedPasswordHash(typed.token, normalGeneratedPassword(typed.activationPassword));
  return timingSafeEqual(Buffer.from(hash), Buffer.from(activation.passwordHash));
}
