import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createTransport } from "nodemailer";
import { type RunningCloud, runningCloud } from "../local/running.ts";
import { DynamoMessageTracking } from "../src/aws/dynamodb-message-tracking.ts";
import type { TrackedMessageDetail } from "../src/tracking/message-tracking.ts";

// Sends three real messages to the running local cloud and tells for each what was decided, why, and where to read it.

type Letter = { readonly file: string; readonly what: string };

const letters: readonly Letter[] = [
  { file: "clean.eml", what: "a clean message" },
  { file: "card-number.eml", what: "a message with a card number" },
  { file: "spreadsheet.eml", what: "a message with a spreadsheet" },
];
const fixtures = join(import.meta.dirname, "..", "test", "fixtures", "mail");
const waitSeconds = 60;

async function main(): Promise<void> {
  const cloud = runningCloud(join(import.meta.dirname, "..", ".sealgate"));
  const recipient = `bob.${Date.now().toString(36)}@partner.example`;
  console.log(`From anna.berger@${cloud.companyDomain} to ${recipient}, over SMTP at ${cloud.smtp}:`);
  for (const letter of letters) await show(cloud, letter, recipient);
  console.log(`\nEvery mail that left: ${cloud.outbox}`);
}

async function show(cloud: RunningCloud, { file, what }: Letter, recipient: string): Promise<void> {
  const since = new Date().toISOString();
  const id = `<${randomUUID()}@${cloud.companyDomain}>`;
  const raw = readFileSync(join(fixtures, file), "latin1").replace(/^Message-ID: .*$/m, `Message-ID: ${id}`);
  await submit(cloud, Buffer.from(raw, "latin1"), recipient);
  const { message, recipients } = await judged(cloud, id);
  const [told] = recipients;
  console.log(`\n${what}: “${message.subject}”`);
  console.log(`  decided  ${told?.disposition === "encrypt" ? "encrypted" : "sent unencrypted"} (${told?.state})`);
  console.log(`  why      ${told?.reason}`);
  if (told?.disposition !== "encrypt") return;
  const notice = await noticeTo(cloud, recipient, since);
  console.log(`  read it  ${notice.link}`);
  console.log(`           activation password: ${notice.password}`);
}

async function submit(cloud: RunningCloud, raw: Buffer, recipient: string): Promise<void> {
  const [host, port] = cloud.smtp.split(":");
  const transport = createTransport({ host, port: Number(port), requireTLS: true, tls: { rejectUnauthorized: false } });
  const to = `${recipient.replace("@", "=")}@${cloud.gatewayDomain}`;
  const proven = Buffer.concat([Buffer.from(`X-Sealgate-Connector: ${cloud.connectorSecret}\r\n`), raw]);
  await transport.sendMail({ envelope: { from: `anna.berger@${cloud.companyDomain}`, to }, raw: proven });
  transport.close();
}

function judged(cloud: RunningCloud, id: string): Promise<TrackedMessageDetail> {
  const { apiUrl: endpoint, region, credentials } = cloud;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
  const tracking = new DynamoMessageTracking(client, cloud.ledgerTable);
  return eventually("a verdict", async () => {
    const { messages } = await tracking.list({ limit: 20 });
    const ours = messages.find(
      ({ message, recipients }) =>
        message.messageIdHeader === id &&
        message.state !== "received" &&
        recipients.every(({ state }) => state !== "pending"),
    );
    return ours ? tracking.find(ours.message.messageId) : null;
  });
}

function noticeTo(cloud: RunningCloud, recipient: string, since: string): Promise<{ link: string; password: string }> {
  const query = new URLSearchParams({ to: recipient, since });
  return eventually("the activation mail", async () => {
    const { messages } = await outbox<{ messages: { id: string }[] }>(cloud, `api/messages?${query}`);
    const [newest] = messages;
    if (newest === undefined) return null;
    const { text } = await outbox<{ text: string }>(cloud, `api/messages/${newest.id}`);
    const link = /https?:\/\/\S+\/a\/\S+/.exec(text)?.[0];
    const password = /Activation password: (\S+)/.exec(text)?.[1];
    return link && password ? { link, password } : null;
  });
}

/** Not every resolver knows that `*.localhost` is this machine, so the site is named by the Host header. */
async function outbox<T>(cloud: RunningCloud, path: string): Promise<T> {
  const { host, port } = new URL(cloud.outbox);
  const asked = get({ host: "127.0.0.1", port, path: `/${path}`, headers: { host } });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return (await json(answer)) as T;
}

async function eventually<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + waitSeconds * 1000; Date.now() < end; await pause(200)) {
    const answer = await ask();
    if (answer !== null) return answer;
  }
  throw new Error(`${what} did not come within ${waitSeconds} s; see .sealgate/logs`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
