import { DynamoActivations } from "../../src/aws/dynamodb-account-activations.ts";
import { DynamoGatewaySecrets } from "../../src/aws/dynamodb-gateway-secrets.ts";
import { sealMessage } from "../../src/gateway/seal-message.ts";
import type { ServedConsole } from "./serve-console.ts";
import { aHeldMessage, aTrackedMessage, somePolicies } from "./some-messages.ts";

const letter = Buffer.from(
  [
    "From: Anna <anna@northwind.example>",
    "To: bob@partner.example",
    "Subject: Plans for spring",
    "",
    "The plans we spoke about <script>alert(1)</script>.",
    "",
  ].join("\r\n"),
);

/** Mail, held mail, accounts and counts of some days. */
export async function someDays({ api }: ServedConsole): Promise<void> {
  const { context, ledger, stores } = api;
  const secrets = { connector: ["first-secret-of-the-connector"], marker: "m".repeat(30) };
  await new DynamoGatewaySecrets(stores.client, stores.directory).createIfAbsent(secrets);
  const at = new Date();
  await context.policies.publish({ basedOn: 0, policySet: somePolicies, by: "installation", at, note: "" });
  for (let number = 1; number <= 30; number += 1) {
    const receivedAt = new Date(at.getTime() - number * 3_600_000).toISOString();
    const subject = number === 30 ? "=Invoice 30" : `Invoice ${number}`;
    await aTrackedMessage(ledger, `m${number}`, { receivedAt, subject });
  }
  await aHeldMessage(ledger, "h1", { reviewId: "h1", at: new Date(at.getTime() - 4 * 86_400_000).toISOString() });
  await aHeldMessage(ledger, "h2", { at: new Date(at.getTime() - 86_400_000).toISOString() });
  const { sealer, keys, store } = context.reviewing;
  await sealMessage({ sealer, keys, sealed: store }, "h1", letter, ["review"]);
  await context.counts.add({
    day: at.toISOString().slice(0, 10),
    messages: 301,
    refused: 1,
    dispositions: { encrypt: 41, send: 200, hold: 2, return: 1 },
    policies: { "payment-cards": 41 },
    unreadable: { "password-protected": 1 },
  });
  const activations = new DynamoActivations(stores.client, stores.accounts);
  const since = { createdAt: at.toISOString(), expiresAt: new Date(at.getTime() + 604_800_000).toISOString() };
  for (const name of ["bob", "waiting"]) {
    const address = `${name}@partner.example`;
    const activation = { tokenHash: `hash-${name}`, address, passwordHash: "x", ...since };
    await activations.open(activation, { alone: true, keep: 5 });
    if (name === "waiting") continue;
    const times = { activatedAt: at.toISOString(), passwordChangedAt: at.toISOString() };
    await activations.use(activation, { address, name: "Bob Miller", passwordHash: "x", epoch: 1, ...times });
  }
}
