import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createTransport } from "nodemailer";
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from "../../local/cloud.ts";
import { localDeployment } from "../../local/core/cloud.ts";
import { variableOf } from "../../local/welcome.ts";
import { DynamoGatewaySecrets } from "../../src/aws/dynamodb-gateway-secrets.ts";
import { DynamoMessageTracking } from "../../src/aws/dynamodb-message-tracking.ts";
import { DynamoPolicies } from "../../src/aws/dynamodb-policies.ts";
import type { PolicySet } from "../../src/contracts/policies.ts";
import type { TrackedMessageDetail } from "../../src/tracking/message-tracking.ts";
import { theSynthesizedStack } from "./the-synthesized-stack.ts";

export const gatewayDomain = "gw.company.example";

const variables = ["DIRECTORY_TABLE", "LEDGER_TABLE", "MAIL_BUCKET", "SEALED_BUCKET", "SEALED_KEY_ARN"] as const;

/** A mail as the outbox lists it: what the call to SES said, and what became of it. */
export type ListedMail = {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly size: number;
  readonly configurationSet?: string;
  readonly tlsRequired: boolean;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly events: readonly { readonly type: string }[];
};

/** A mail as the outbox shows it. */
export type OutboxMail = ListedMail & { readonly text: string; readonly links: readonly string[] };

/** Where a running gateway is reached. */
export type Place = {
  readonly folder: string;
  readonly smtpPort: number;
  readonly webPort: number;
  /** The AWS API, and the account's owner. */
  readonly url: string;
  readonly owner: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly variables: Readonly<Record<(typeof variables)[number], string>>;
};

/** What a test does with a running gateway. */
export type RunningSealgate = {
  readonly place: Place;
  /** Hands a raw message to SMTP with the company's proof on top; answers the message's id. */
  send(raw: string | Buffer, options?: Sending): Promise<string>;
  /** Hands it to another server, such as the company's own. */
  submit(port: number, raw: string | Buffer, options?: Sending): Promise<string>;
  /** Waits until the outbox holds a mail to this address whose subject matches, and answers the newest. */
  mailTo(address: string, subject?: RegExp): Promise<OutboxMail>;
  /** Every mail sent so far to this address, or to anybody, newest first. */
  listed(address?: string): Promise<readonly ListedMail[]>;
  /** The same, each one opened. */
  outbox(address?: string): Promise<readonly OutboxMail[]>;
  /** The raw bytes given to SES. */
  rawOf(id: string): Promise<Buffer>;
  /** What SES was given and when, for the mail to this address; waits for it. */
  rawTo(address: string, subject?: RegExp): Promise<Buffer>;
  /** Puts other policies into force. */
  publish(policies: PolicySet): Promise<void>;
  /** Keys of the raw mail that is still kept. */
  storedMail(): Promise<string[]>;
  /** Keys of the texts that are kept for replay. */
  keptTexts(): Promise<string[]>;
  /** What a function wrote to its log, by a part of its name. */
  logOf(name: string): string;
  readonly tables: DynamoDBDocumentClient;
  readonly tracking: DynamoMessageTracking;
  /** The header line that `send` puts on top. */
  readonly proof: string;
  /** Waits until a tracked message fulfils the condition. */
  tracked(condition: (detail: TrackedMessageDetail) => boolean): Promise<TrackedMessageDetail>;
  /** Waits until this message is final. */
  finished(messageId: string, seconds?: number): Promise<TrackedMessageDetail>;
  /** A request to one of the sites, by Host header. */
  get(site: string, path: string): Promise<{ status: number; body: Buffer }>;
};

/** The whole product on this machine, in a folder and on ports of its own. */
export type ASealgate = RunningSealgate & {
  readonly cloud: LocalCloud;
  readonly folder: string;
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
  options: Pick<LocalCloudOptions, "change" | "relay" | "now"> & {
    folder?: string;
    /** Settings of cdk.json that differ, such as the ingress. */
    settings?: Readonly<Record<string, string>>;
  } = {},
): Promise<ASealgate> {
  const { folder = mkdtempSync(join(tmpdir(), "sealgate-")), settings, ...rest } = options;
  const cdkOut = await theSynthesizedStack(settings);
  const cloud = await startLocalCloud({ cdkOut, folder, ports: { smtp: 0, web: 0, api: 0 }, ...rest });
  return {
    ...(await sealgateAt(placeOf(cloud, folder))),
    cloud,
    folder,
    close: async () => {
      await cloud.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the tests need to know of a running cloud. */
export function placeOf(cloud: LocalCloud, folder: string): Place {
  const { smtpPort, webPort, url, resources } = cloud;
  const named = Object.fromEntries(variables.map((name) => [name, variableOf(resources, name)]));
  return { folder, smtpPort, webPort, url, owner: cloud.keys.owner, variables: named as Place["variables"] };
}

/** Works with a gateway that runs in this process or in another. */
export async function sealgateAt(place: Place): Promise<RunningSealgate> {
  const { folder, smtpPort, webPort, url, owner } = place;
  const { DIRECTORY_TABLE: directory, LEDGER_TABLE: ledger } = place.variables;
  const client = new DynamoDBClient({ endpoint: url, region: localDeployment.region, credentials: owner });
  const tables = DynamoDBDocumentClient.from(client);
  const { connector } = await new DynamoGatewaySecrets(tables, directory).current();
  const tracking = new DynamoMessageTracking(tables, ledger);
  const get = (site: string, path: string) => fetchFrom(webPort, site, path);
  const outbox = outboxOf(get);
  return {
    place,
    tables,
    tracking,
    proof: proofOf(connector[0]),
    send: (raw, sending = {}) => submit(smtpPort, raw, { secret: connector[0], ...sending }),
    submit: (port, raw, sending = {}) => submit(port, raw, { secret: connector[0], ...sending }),
    ...outbox,
    rawTo: async (address, subject) => outbox.rawOf((await outbox.mailTo(address, subject)).id),
    publish: (policies) => publish(new DynamoPolicies(tables, directory), policies),
    storedMail: async () =>
      (await storedObjects(place, "MAIL_BUCKET", "in/")).filter(
        (key) => !key.endsWith("AMAZON_SES_SETUP_NOTIFICATION"),
      ),
    keptTexts: () => storedObjects(place, "SEALED_BUCKET", "kept/"),
    logOf: (name) => logOf(join(folder, "logs"), name),
    tracked: (condition) => eventually("a tracked message", () => findTracked(tracking, condition)),
    finished: (messageId, seconds) => {
      const ended = async () => {
        const detail = await tracking.find(messageId);
        return detail?.message.state === "final" && detail;
      };
      return eventually(`the end of ${messageId}`, ended, seconds);
    },
    get,
  };
}

type Get = ASealgate["get"];

function outboxOf(get: Get): Pick<ASealgate, "listed" | "outbox" | "mailTo" | "rawOf"> {
  const read = async <T>(path: string) => JSON.parse(String((await get("outbox", path)).body)) as T;
  const listed = async (address = "") =>
    (await read<{ messages: ListedMail[] }>(`/api/messages?to=${encodeURIComponent(address)}`)).messages;
  const opened = new Map<string, Promise<OutboxMail>>();
  const open = ({ id }: ListedMail) => {
    const mail = opened.get(id) ?? read<OutboxMail>(`/api/messages/${id}`);
    opened.set(id, mail);
    return mail;
  };
  const find = async (address: string, subject: RegExp) => {
    for (const mail of await listed(address)) {
      const shown = await open(mail);
      if (mail.to.includes(address) && subject.test(shown.subject)) return shown;
    }
    return undefined;
  };
  return {
    listed,
    outbox: async (address) => Promise.all((await listed(address)).map(open)),
    mailTo: (address, subject = /./) => eventually(`a mail to ${address}, ${subject}`, () => find(address, subject)),
    rawOf: async (id) => (await get("outbox", `/api/messages/${id}/raw`)).body,
  };
}

async function publish(policies: DynamoPolicies, policySet: PolicySet): Promise<void> {
  const { version } = (await policies.current()) ?? { version: 0 };
  const published = await policies.publish({ basedOn: version, policySet, by: "test", at: new Date(), note: "" });
  if (published === null) throw new Error("other policies were published meanwhile");
}

function logOf(folder: string, name: string): string {
  const files = readdirSync(folder).filter((file) => file.toLowerCase().includes(name.toLowerCase()));
  return files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
}

/** Asks again until there is an answer; fails with `what` after the time limit. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  seconds = 90,
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
  const whole = Buffer.concat([Buffer.from(proofOf(secret)), Buffer.from(raw)]);
  try {
    const { response } = await transport.sendMail({
      envelope: { from, to: [...(to ?? [`bob=partner.example@${gatewayDomain}`])] },
      raw: whole,
    });
    return /Ok (\S+)/.exec(response)?.[1] ?? "";
  } finally {
    transport.close();
  }
}

async function storedObjects(
  { url, owner, variables: names }: Place,
  bucket: "MAIL_BUCKET" | "SEALED_BUCKET",
  Prefix: string,
): Promise<string[]> {
  const s3 = new S3Client({ endpoint: url, region: localDeployment.region, credentials: owner, forcePathStyle: true });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: names[bucket], Prefix }));
  s3.destroy();
  return Contents.map(({ Key = "" }) => Key);
}

function proofOf(secret: string | null | undefined): string {
  return secret ? `X-Sealgate-Connector: ${secret}\r\n` : "";
}

async function findTracked(tracking: DynamoMessageTracking, condition: (detail: TrackedMessageDetail) => boolean) {
  const { messages } = await tracking.list({ limit: 100 });
  const details = await Promise.all(messages.map(({ message }) => tracking.find(message.messageId)));
  return details.find((detail) => detail !== null && condition(detail));
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
