import { createHandler } from "../../functions/admin-api/create-handler.ts";
import { createFirstAdministrator, makeOneTimePassword } from "../../src/accounts/administrators/first-password.ts";
import { codeAt } from "../../src/accounts/code-generator.ts";
import type { RootSigner } from "../../src/audit/sign-root.ts";
import { DynamoDrafts } from "../../src/aws/dynamodb-drafts.ts";
import { DynamoJudgedMessages } from "../../src/aws/dynamodb-judged-messages.ts";
import { DynamoLedger } from "../../src/aws/dynamodb-ledger.ts";
import { DynamoMessageTracking } from "../../src/aws/dynamodb-message-tracking.ts";
import { DynamoPolicies } from "../../src/aws/dynamodb-policies.ts";
import { type Clock, systemClock } from "../../src/clock.ts";
import { accessOf } from "../../src/context/access.ts";
import type { AdminContext } from "../../src/context/admin.ts";
import { tlsAdminOf } from "../../src/context/tls.ts";
import type { Role } from "../../src/contracts/admin-api/role-names.ts";
import { createLog } from "../../src/log.ts";
import type { Effect } from "../../src/tracking/outbox.ts";
import { aRootSigner } from "./a-root-signer.ts";
import { type SomeKeptTexts, someKeptTexts } from "./some-kept-texts.ts";
import { someOperations } from "./some-operations.ts";
import { type SomeStores, someStores } from "./some-stores.ts";

/** One request to the admin API, with what a browser would send along. */
export type Ask = {
  readonly method?: string;
  readonly path: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly source?: string;
};

/** What came back; `json` is there when the answer was JSON. */
export type Told = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests state what they expect of it
  readonly json: any;
};

type Proxied = {
  statusCode: number;
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  body: string;
};

/** The admin API over a local DynamoDB. */
export type AnAdminApi = Awaited<ReturnType<typeof anAdminApi>>;

const password = "four plain words together";

/** Starts the stores and builds the handler as the function does. */
export async function anAdminApi(
  options: { staticFolder?: string; consoleUrl?: string; clock?: Clock; smtpRoute?: string } = {},
) {
  const { clock = systemClock, consoleUrl = "https://console.example/console", staticFolder = "none" } = options;
  const stores = await someStores();
  const lines: string[] = [];
  const effects: Effect[] = [];
  const signer = aRootSigner();
  const kept = someKeptTexts();
  const { smtpRoute = null } = options;
  const context = contextOver(stores, {
    clock,
    consoleUrl,
    smtpRoute,
    effects,
    signer,
    kept,
    log: (line) => lines.push(line),
  });
  const handler = createHandler(context, staticFolder) as unknown as (event: unknown, aws: unknown) => Promise<Proxied>;
  const invoke = (event: unknown) => handler(event, { awsRequestId: "r", getRemainingTimeInMillis: () => 29_000 });
  const first = async () => {
    await createFirstAdministrator(context, clock);
    return (await makeOneTimePassword(context, clock, "admin")) ?? "";
  };
  const person = async (userName: string, role: Role) => {
    const created = { userName, subjectId: `s-${userName}`, role, createdAt: "2026-11-22T10:00:00Z", generation: 0 };
    await context.administrators.create({ ...created, credential: { kind: "none" } });
    return (await makeOneTimePassword(context, clock, userName)) ?? "";
  };
  return {
    context,
    stores,
    ledger: new DynamoLedger(stores.client, stores.ledger),
    logged: lines,
    /** Effects that were queued, as mails to administrators. */
    effects,
    /** The key that signs the audit log. */
    signer,
    /** Texts that the gateway kept. */
    kept,
    invoke,
    first,
    person,
    /** What the mail to somebody invited says. */
    oneTime: (userName: string) => makeOneTimePassword(context, clock, userName),
    browser: () => aBrowser(invoke, { consoleUrl, clock }),
    close: () => stores.close(),
  };
}

/** A browser's state: its cookies and form token. */
export type ABrowser = ReturnType<typeof aBrowser>;

function aBrowser(
  invoke: (event: unknown) => Promise<Proxied>,
  { consoleUrl, clock }: { consoleUrl: string; clock: Clock },
) {
  const jar = new Map<string, string>();
  let token = "";
  let secret = "";
  const steps = () => Math.floor(clock.now().getTime() / 30_000);
  const ask = async (asked: Ask): Promise<Told> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const told = toldOf(await invoke(eventOf(asked, { cookie, token, origin: new URL(consoleUrl).origin })));
    for (const line of told.cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return told;
  };
  const open = async () => {
    const told = await ask({ path: "/api/session" });
    token = told.json.formToken;
    return told;
  };
  const signIn = async (userName: string, typed: string) => {
    await open();
    return ask({ method: "POST", path: "/api/session", json: { userName, password: typed } });
  };
  return {
    jar,
    ask,
    open,
    signIn,
    /** Signs in with the one-time password, chooses the password of all tests and sets up a code generator. */
    signInFirstTime: async (userName: string, oneTime: string) => {
      await signIn(userName, oneTime);
      await ask({ method: "POST", path: "/api/session/password", json: { newPassword: password } });
      secret = (await ask({ path: "/api/account/factor-offer" })).json.secret;
      const typed = { secret, code: codeAt(secret, steps()) };
      return ask({ method: "POST", path: "/api/account/generator", json: typed });
    },
    /** The code that the generator of this browser's owner shows `ahead` steps (of 30 s) from now. */
    code: (ahead = 0) => codeAt(secret, steps() + ahead),
  };
}

type Around = {
  readonly clock: Clock;
  readonly smtpRoute: string | null;
  readonly consoleUrl: string;
  readonly effects: Effect[];
  readonly signer: RootSigner;
  readonly kept: SomeKeptTexts;
  readonly log: (line: string) => void;
};

function contextOver(
  stores: SomeStores,
  { clock, consoleUrl, smtpRoute, effects, signer, kept, log }: Around,
): AdminContext {
  const { client, directory, accounts, ledger } = stores;
  return {
    ...accessOf(
      client,
      { DIRECTORY_TABLE: directory, ACCOUNTS_TABLE: accounts },
      { clock, pause: async () => undefined, signer },
    ),
    ...someOperations(stores, clock),
    clock,
    log: createLog("info", log),
    portalName: "Northwind Secure Mail",
    consoleUrl,
    deployed: { connectorNetworks: ["192.0.2.0/24"], defaultExpiryDays: 30 },
    policies: new DynamoPolicies(client, directory),
    drafts: new DynamoDrafts(client, directory),
    judged: new DynamoJudgedMessages(client, ledger, () => clock.now()),
    kept,
    ingress: "receipt-rules",
    outbox: { add: async (effect) => void effects.push(effect) },
    tracking: new DynamoMessageTracking(client, ledger, () => clock.now()),
    tls: tlsAdminOf(
      client,
      {
        DIRECTORY_TABLE: directory,
        LEDGER_TABLE: ledger,
        CONNECTOR_NETWORKS: ["192.0.2.0/24"],
        INGRESS: "receipt-rules",
        RECEIPT_TLS: "optional",
        SMTP_ROUTE: smtpRoute,
      },
      sealedSecret,
    ),
  };
}

function eventOf(asked: Ask, browser: { cookie: string; token: string; origin: string }) {
  const { method = "GET", path, json, headers = {}, source = "192.0.2.1" } = asked;
  const url = new URL(path, browser.origin);
  const own = {
    host: url.host,
    "sec-fetch-site": "same-origin",
    "x-form-token": browser.token,
    ...(browser.cookie === "" ? {} : { cookie: browser.cookie }),
    ...(json === undefined ? {} : { "content-type": "application/json" }),
  };
  return {
    httpMethod: method,
    path: url.pathname,
    multiValueHeaders: lists(Object.entries({ ...own, ...headers })),
    multiValueQueryStringParameters: lists([...url.searchParams]),
    body: json === undefined ? null : JSON.stringify(json),
    isBase64Encoded: false,
    requestContext: { requestId: "reference-1", identity: { sourceIp: source } },
  };
}

function lists(entries: readonly (readonly [string, string])[]): Record<string, string[]> {
  return Object.fromEntries(entries.map(([name, value]) => [name, [value]]));
}

function toldOf({ statusCode, headers, multiValueHeaders, body }: Proxied): Told {
  const bytes = Buffer.from(body, "base64");
  const isJson = /json/.test(headers["content-type"] ?? "") && headers["content-encoding"] === undefined;
  return {
    status: statusCode,
    headers,
    cookies: multiValueHeaders["set-cookie"] ?? [],
    body: bytes,
    json: isJson ? JSON.parse(bytes.toString("utf8")) : undefined,
  };
}

/** Stands for the key that seals the password of the company's own mail server. */
const sealedSecret = {
  seal: async (text: string) => Buffer.from(text).reverse(),
  open: async (sealed: Uint8Array) => Buffer.from(sealed).reverse().toString(),
};
