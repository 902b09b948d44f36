import { mkdtempSync, rmSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createTransport } from "nodemailer";
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from "../../local/cloud.ts";
import { variableOf } from "../../local/welcome.ts";
import { DynamoGatewaySecrets } from "../../src/aws/dynamodb-gateway-secrets.ts";
import { DynamoMessageTracking } from "../../src/aws/dynamodb-message-tracking.ts";
import type { TrackedMessageDetail } from "../../src/tracking/message-tracking.ts";
import { theSynthesizedStack } from "./the-synthesized-stack.ts";

export const gatewayDomain = "gw.company.example";

/** A mail as the outbox shows it. */
export type OutboxMail = {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly links: readonly string[];
  readonly tlsRequired: boolean;
};

/** The whole product on this machine, in a folder and on ports of its own. */
export type ASealgate = {
  readonly cloud: LocalCloud;
  readonly folder: string;
  /** Hands a raw message to SMTP with the company's proof on top. */
  send(raw: string | Buffer, options?: Sending): Promise<void>;
  /** Waits until the outbox holds a mail to this address whose subject matches, and answers the newest. */
  mailTo(address: string, subject?: RegExp): Promise<OutboxMail>;
  outbox(): Promise<readonly OutboxMail[]>;
  /** The raw bytes given to SES. */
  rawOf(id: string): Promise<Buffer>;
  /** Waits until a tracked message fulfils the condition. */
  tracked(condition: (detail: TrackedMessageDetail) => boolean): Promise<TrackedMessageDetail>;
  /** A request to one of the sites, by Host header. */
  get(site: string, path: string): Promise<{ status: number; body: Buffer }>;
  close(): Promise<void>;
};

export type Sending = {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly tls?: boolean;
  readonly secret?: string | null;
};

/** Starts it; `change` edits the template first. A given folder is kept at the end. */
export async function aSealgate(
  options: Pick<LocalCloudOptions, "change" | "relay"> & { folder?: string } = {},
): Promise<ASealgate> {
  const { folder = mkdtempSync(join(tmpdir(), "sealgate-")), ...rest } = options;
  const cdkOut = await theSynthesizedStack();
  const cloud = await startLocalCloud({ cdkOut, folder, ports: { smtp: 0, web: 0, api: 0 }, ...rest });
  const { connector } = await new DynamoGatewaySecrets(
    tablesOf(cloud),
    variableOf(cloud.resources, "DIRECTORY_TABLE"),
  ).current();
  const get = (site: string, path: string) => fetchFrom(cloud.webPort, site, path);
  const outbox = async () => {
    const { messages } = JSON.parse(String((await get("outbox", "/api/messages")).body)) as {
      messages: { id: string }[];
    };
    return Promise.all(
      messages.map(
        async ({ id }) => JSON.parse(String((await get("outbox", `/api/messages/${id}`)).body)) as OutboxMail,
      ),
    );
  };
  return {
    cloud,
    folder,
    send: (raw, sending = {}) => submit(cloud.smtpPort, raw, { secret: connector[0], ...sending }),
    outbox,
    mailTo: (address, subject = /./) =>
      eventually(`a mail to ${address}, ${subject}`, async () =>
        (await outbox()).find((mail) => mail.to.includes(address) && subject.test(mail.subject)),
      ),
    rawOf: async (id) => (await get("outbox", `/api/messages/${id}/raw`)).body,
    tracked: (condition) => eventually("a tracked message", () => findTracked(cloud, condition)),
    get,
    close: async () => {
      await cloud.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks again until there is an answer; fails with `what` after the time limit. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  seconds = 30,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await pause(150);
  }
}

async function submit(
  port: number,
  raw: string | Buffer,
  { from = "anna@company.example", to, tls = true, secret }: Sending,
) {
  const transport = createTransport({
    host: "127.0.0.1",
    port,
    secure: false,
    ignoreTLS: !tls,
    requireTLS: tls,
    tls: { rejectUnauthorized: false },
  });
  const proof = secret ? `X-Sealgate-Connector: ${secret}\r\n` : "";
  const whole = Buffer.concat([Buffer.from(proof), Buffer.from(raw)]);
  try {
    await transport.sendMail({
      envelope: { from, to: [...(to ?? [`bob=partner.example@${gatewayDomain}`])] },
      raw: whole,
    });
  } finally {
    transport.close();
  }
}

async function findTracked(cloud: LocalCloud, condition: (detail: TrackedMessageDetail) => boolean) {
  const tracking = new DynamoMessageTracking(tablesOf(cloud), variableOf(cloud.resources, "LEDGER_TABLE"));
  const { messages } = await tracking.list({ limit: 50 });
  const details = await Promise.all(messages.map(({ message }) => tracking.find(message.messageId)));
  return details.find((detail) => detail !== null && condition(detail));
}

function tablesOf(cloud: LocalCloud): DynamoDBDocumentClient {
  const { region } = cloud.deployment;
  return DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: cloud.url, region, credentials: cloud.keys.owner }),
  );
}

function fetchFrom(port: number, site: string, path: string): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = { host: `${site}.localhost:${port}` };
    const asked = request({ host: "127.0.0.1", port, path, headers }, (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    asked.on("error", reject);
    asked.end();
  });
}
