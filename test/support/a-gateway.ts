import { randomBytes } from "node:crypto";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoDailyCounts } from "../../src/aws/dynamodb-daily-counts.ts";
import { DynamoDepositKeeper } from "../../src/aws/dynamodb-deposit-keeper.ts";
import { DynamoDeposits } from "../../src/aws/dynamodb-deposits.ts";
import { DynamoLedger } from "../../src/aws/dynamodb-ledger.ts";
import { DynamoMessageTracking } from "../../src/aws/dynamodb-message-tracking.ts";
import { DynamoOldMessages } from "../../src/aws/dynamodb-old-messages.ts";
import { DynamoOutboxStore } from "../../src/aws/dynamodb-outbox-store.ts";
import { DynamoSenderNotices } from "../../src/aws/dynamodb-sender-notices.ts";
import { encryptionSdkSealer } from "../../src/aws/encryption-sdk-sealer.ts";
import type { PolicySet } from "../../src/contracts/policies.ts";
import { settingsAtFirst } from "../../src/contracts/settings.ts";
import type { Delivery, OutgoingMail } from "../../src/gateway/delivery.ts";
import type { GatewayPorts } from "../../src/gateway/ports.ts";
import { takeIn } from "../../src/gateway/take-in.ts";
import { createLog } from "../../src/log.ts";
import { firstPolicies } from "../../src/policy/first-policies.ts";
import { inMemoryAccounts } from "../unit/accounts/in-memory-accounts.ts";
import { inMemoryCoReaders } from "../unit/accounts/in-memory-co-readers.ts";
import { inMemoryLetters } from "../unit/pickup/in-memory-letters.ts";
import { inMemorySenderAccess } from "../unit/sender/in-memory-sender-access.ts";
import { aLedgerTable } from "./ledger-table.ts";
import { type SomeKeptTexts, someKeptTexts } from "./some-kept-texts.ts";
import { type SomeTls, someTls } from "./some-tls.ts";

export const gatewayDomain = "gw.company.example";
export const connectorSecret = "test-connector-secret-of-256-bits";
export const markerSecret = "test-marker-secret";

/** A gateway whose ledger is a real table; SES, S3 and KMS are kept in memory and can be made to fail. */
export type AGateway = {
  readonly ports: GatewayPorts;
  /** The ledger's table, for adapters beside the gateway's own. */
  readonly table: { readonly client: DynamoDBDocumentClient; readonly name: string };
  readonly sent: OutgoingMail[];
  readonly sealedObjects: Map<string, Buffer>;
  readonly keys: Map<string, Uint8Array>;
  readonly rawMail: Map<string, Buffer>;
  readonly logged: string[];
  /** Makes the next sends throw, in order; `null` lets one pass. */
  readonly refuse: (Error | null)[];
  readonly tls: SomeTls;
  readonly kept: SomeKeptTexts;
  readonly accounts: ReturnType<typeof inMemoryAccounts>["state"];
  /** The events of a message's timeline, in order. */
  timelineOf(messageId: string): Promise<string[]>;
  setPolicies(policies: PolicySet): void;
  setTime(iso: string): void;
  /** Stores a raw mail as SES would and takes it in; answers its message id. */
  receive(raw: string | Buffer, options?: Receiving): Promise<string>;
  close(): Promise<void>;
};

export type Receiving = {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly sourceIp?: string;
  readonly secret?: string | null;
  readonly virusFound?: boolean;
  readonly messageId?: string;
  /** The raw mail has the lines that SES puts on top already. */
  readonly bare?: boolean;
  /** In place of the gateway's own. */
  readonly ports?: Partial<GatewayPorts>;
};

/** Starts a gateway for one test file. */
export async function aGateway(): Promise<AGateway> {
  const { cloud, client, table } = await aLedgerTable();
  const tracking = new DynamoMessageTracking(client, table);
  const sent: OutgoingMail[] = [];
  const refuse: (Error | null)[] = [];
  const sealedObjects = new Map<string, Buffer>();
  const keys = new Map<string, Uint8Array>();
  const rawMail = new Map<string, Buffer>();
  const logged: string[] = [];
  const accounts = inMemoryAccounts();
  const tls = someTls();
  const kept = someKeptTexts();
  let policySet = firstPolicies(["company.example"]);
  let now: string | null = null;
  const delivery: Delivery = {
    async send(mail) {
      const failure = refuse.shift();
      if (failure) throw failure;
      sent.push(mail);
      const wire = { hop: "mx.company.example", version: "1.3", cipher: "TLS_AES_256_GCM_SHA384" };
      const deliveryId = `ses-${sent.length}`;
      return mail.smtp ? { deliveryId, arrived: { answer: "250 2.0.0 Ok: queued", wire } } : { deliveryId };
    },
  };
  const ports: GatewayPorts = {
    settings: {
      gatewayDomain,
      companyDomains: ["company.example"],
      operatorAddress: "operator@company.example",
      portalName: "Company Message Center",
      portalUrl: "https://mpc.example/mpc",
      consoleUrl: "https://console.example/console",
      connectorNetworks: ["127.0.0.0/8", "2001:db8::/32"],
      defaultExpiryDays: 30,
      stored: settingsAtFirst,
    },
    ledger: new DynamoLedger(client, table),
    outbox: new DynamoOutboxStore(client, table),
    raw: inMemoryRawMail(rawMail),
    delivery,
    tls: tls.ports,
    counts: new DynamoDailyCounts(client, table),
    policies: {
      current: async () => ({ version: 7, publishedAt: "", publishedBy: "test", note: "", policySet }),
      find: async () => null,
      text: async () => null,
      publish: async () => null,
      history: async () => [],
    },
    secrets: {
      current: async () => ({ connector: [connectorSecret, "the-other-one"], marker: markerSecret }),
      createIfAbsent: async () => undefined,
    },
    sealer: encryptionSdkSealer,
    keys: {
      wrap: async (key, context) => Buffer.concat([Buffer.from(JSON.stringify(context)), key]),
      unwrap: async (wrapped, context) => wrapped.subarray(JSON.stringify(context).length),
    },
    sealed: {
      putPart: async ({ messageId, part }, sealed) => void sealedObjects.set(`${messageId}/${part}`, sealed),
      getPart: async ({ messageId, part }) => sealedObjects.get(`${messageId}/${part}`) ?? null,
      putKey: async ({ messageId, recipientId }, key) => void keys.set(`${messageId}/${recipientId}`, key),
      getKey: async ({ messageId, recipientId }) => keys.get(`${messageId}/${recipientId}`) ?? null,
    },
    remover: {
      destroyKey: async ({ messageId, recipientId }) => void keys.delete(`${messageId}/${recipientId}`),
      hasKeys: async (messageId) => [...keys.keys()].some((key) => key.startsWith(`${messageId}/`)),
      deleteParts: async (messageId) => {
        for (const part of sealedObjects.keys()) if (part.startsWith(`${messageId}/`)) sealedObjects.delete(part);
      },
    },
    kept,
    texts: kept.texts,
    keeper: new DynamoDepositKeeper(client, table),
    senders: inMemorySenderAccess(),
    senderNotices: new DynamoSenderNotices(client, table),
    oldMessages: new DynamoOldMessages(client, table),
    ...inMemoryLetters(),
    mailboxes: new DynamoDeposits(client, table),
    coReaders: inMemoryCoReaders(),
    accounts: accounts.ports.accounts,
    activations: accounts.ports.activations,
    links: accounts.ports.links,
    administrators: {} as GatewayPorts["administrators"],
    clock: {
      now: () => (now === null ? new Date() : new Date(now)),
      token: (n) => randomBytes(n).toString("base64url"),
    },
    log: createLog("debug", (line) => void logged.push(line)),
  };
  return {
    ports,
    table: { client, name: table },
    sent,
    sealedObjects,
    keys,
    rawMail,
    logged,
    refuse,
    tls,
    kept,
    accounts: accounts.state,
    timelineOf: async (messageId) => ((await tracking.find(messageId))?.timeline ?? []).map(({ event }) => event),
    setPolicies: (policies) => {
      policySet = policies;
    },
    setTime: (iso) => {
      now = iso;
    },
    receive: async (raw, options = {}) => {
      const messageId = options.messageId ?? randomBytes(20).toString("hex");
      rawMail.set(`in/${messageId}`, options.bare ? Buffer.from(raw) : asStored(raw, options));
      await takeIn(options.ports ? { ...ports, ...options.ports } : ports, {
        messageId,
        objectKey: `in/${messageId}`,
        receivedAt: ports.clock.now().toISOString(),
        envelopeFrom: options.from ?? "anna@company.example",
        recipients: options.to ?? [`bob=partner.example@${gatewayDomain}`],
        virusFound: options.virusFound ?? false,
      });
      return messageId;
    },
    close: () => cloud.close(),
  };
}

/** The raw mail with the lines that SES and the company's connector put on top. */
export function asStored(
  raw: string | Buffer,
  { sourceIp = "127.0.0.1", secret = connectorSecret }: Receiving,
): Buffer {
  const top = [
    "Return-Path: <anna@company.example>",
    `Received: from mx.company.example (mx.company.example [${sourceIp}]) by inbound-smtp.us-east-1.amazonaws.com with SMTP id abc for x; Sun, 22 Nov 2026 10:00:00 +0000`,
    "Authentication-Results: amazonses.com; spf=pass; dkim=none; dmarc=none",
    ...(secret === null ? [] : [`X-Sealgate-Connector: ${secret}`]),
  ];
  return Buffer.concat([Buffer.from(`${top.join("\r\n")}\r\n`), Buffer.from(raw)]);
}

/** A small plain message. */
export function aMessage(
  change: { subject?: string; body?: string; headers?: readonly string[]; messageIdHeader?: string } = {},
): string {
  const { subject = "Hello", body = "Nothing special.", headers = [] } = change;
  const { messageIdHeader = `<${randomBytes(9).toString("hex")}@company.example>` } = change;
  return [
    "From: Anna Berger <anna@company.example>",
    "To: Bob <bob@partner.example>",
    `Subject: ${subject}`,
    "Date: Sun, 22 Nov 2026 09:10:00 +0000",
    `Message-ID: ${messageIdHeader}`,
    ...headers,
    "",
    body,
    "",
  ].join("\r\n");
}

function inMemoryRawMail(rawMail: Map<string, Buffer>): GatewayPorts["raw"] {
  return {
    get: async (objectKey) => rawMail.get(objectKey) ?? null,
    delete: async (objectKey) => void rawMail.delete(objectKey),
    async *list() {
      for (const objectKey of rawMail.keys()) yield { objectKey, storedAt: new Date(0) };
    },
  };
}
