import { PassThrough } from "node:stream";
import type { Clock } from "../../../src/clock.ts";
import { systemClock } from "../../../src/clock.ts";
import type { PickupContext } from "../../../src/context/pickup.ts";
import { settingsAtFirst } from "../../../src/contracts/settings.ts";
import { createLog } from "../../../src/log.ts";
import { inMemoryAccounts } from "../../unit/accounts/in-memory-accounts.ts";
import { inMemoryLetters } from "../../unit/pickup/in-memory-letters.ts";
import { inMemoryMailbox } from "../../unit/pickup/in-memory-mailbox.ts";
import { inMemorySenderAccess } from "../../unit/sender/in-memory-sender-access.ts";

/** What came back, with the body as it would reach the browser. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
};

type Prelude = {
  statusCode: number;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
};
type StreamingHandler = (event: unknown, stream: PassThrough, context: unknown) => Promise<void>;

const preludes = new WeakMap<PassThrough, Prelude>();

/** The two things the Lambda runtime offers to a function in stream mode. */
export function installStreaming(): void {
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse: (handler: StreamingHandler) => handler,
      HttpResponseStream: {
        from: (stream: PassThrough, prelude: Prelude) => {
          preludes.set(stream, prelude);
          return stream;
        },
      },
    },
  });
}

/** A Message Pickup Center over maps, called as API Gateway calls it. */
export async function aPortal(
  options: { now?: () => Date; portalUrl?: string } & Partial<
    Pick<PickupContext, "sent" | "senders" | "outbox" | "settings">
  > = {},
) {
  installStreaming();
  const { createHandler } = await import("../../../functions/pickup-api/create-handler.ts");
  const clock: Clock = { now: options.now ?? (() => new Date()), token: systemClock.token };
  const accounts = inMemoryAccounts(clock.now);
  const mailbox = inMemoryMailbox();
  const letters = inMemoryLetters(accounts.state.effects);
  const lines: string[] = [];
  const context: PickupContext = {
    ...accounts.ports,
    ...mailbox.ports,
    ...letters,
    companyDomains: ["northwind.example"],
    gatewayDomain: "gw.northwind.example",
    sent: options.sent ?? nothingSent,
    senders: options.senders ?? inMemorySenderAccess(),
    ...(options.outbox && { outbox: options.outbox }),
    clock,
    log: createLog("info", (line) => void lines.push(line)),
    portalName: "Northwind Message Center",
    settings: options.settings ?? settingsAtFirst,
    refresh: async () => undefined,
    portalUrl: options.portalUrl ?? "https://portal.example/mpc",
  };
  const handler = createHandler(context) as unknown as StreamingHandler;
  return { context, accounts, mailbox, letters, lines, call: (event: unknown) => invoke(handler, event) };
}

const nothingSent: PickupContext["sent"] = {
  find: async () => null,
  suspend: async () => false,
  resume: async () => false,
  recall: async () => false,
  extend: async () => false,
  resend: async () => false,
};

/** A proxy event of the REST API. */
export function anEvent(
  method: string,
  url: string,
  more: { headers?: Record<string, string>; body?: string | Buffer; source?: string } = {},
) {
  const { pathname, searchParams } = new URL(url, "https://portal.example");
  const headers = Object.entries(more.headers ?? {}).map(([name, value]) => [name, [value]]);
  const query = [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]);
  return {
    httpMethod: method,
    path: pathname,
    multiValueHeaders: Object.fromEntries(headers),
    multiValueQueryStringParameters: query.length === 0 ? null : Object.fromEntries(query),
    body: Buffer.isBuffer(more.body) ? more.body.toString("base64") : (more.body ?? null),
    isBase64Encoded: Buffer.isBuffer(more.body),
    requestContext: { requestId: "request-1", identity: { sourceIp: more.source ?? "192.0.2.10" } },
  };
}

async function invoke(handler: StreamingHandler, event: unknown): Promise<Reply> {
  const stream = new PassThrough();
  const chunks = stream.toArray();
  await handler(event, stream, { awsRequestId: "invocation-1" });
  const { statusCode, headers = {}, multiValueHeaders = {} } = preludes.get(stream) ?? { statusCode: 0 };
  return {
    status: statusCode,
    headers,
    cookies: multiValueHeaders["set-cookie"] ?? [],
    body: Buffer.concat(await chunks),
  };
}
