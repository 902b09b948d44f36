import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { hashPassword } from "../src/accounts/password.ts";
import { DynamoActivations } from "../src/aws/dynamodb-account-activations.ts";
import { DynamoRateLimiter } from "../src/aws/dynamodb-account-rate-limiter.ts";
import { DynamoSessions } from "../src/aws/dynamodb-account-sessions.ts";
import { DynamoAccounts } from "../src/aws/dynamodb-accounts.ts";
import { newOutboxItem } from "../src/aws/ledger-items.ts";
import { aBrowser } from "../test/functions/pickup-api/a-browser.ts";
import { aPortal } from "../test/functions/pickup-api/a-portal.ts";
import { type SomeStores, someStores } from "../test/support/some-stores.ts";
import { atMost, type Report, type Row } from "./benchmark.ts";
import { median, ms } from "./measure.ts";

const runs = 200;
const warmUp = 20;
const goal = 10;

/** Whether the time of an answer tells if an address is known: the whole function over the local tables. */
export async function answers(): Promise<Report> {
  const stores = await someStores();
  const portal = await aPortalOver(stores);
  const known = await accountsIn(stores, runs + warmUp);
  const rows = [
    await alike("Sign-in with a wrong password", portal, known, "/sign-in"),
    await alike("Forgot password", portal, known, "/forgot-password"),
  ];
  await stores.close();
  const notes = [
    `The pickup function with its middleware over DynamoDB on this machine, ${runs} requests for known and ${runs} for ` +
      "unknown addresses in turn, each from an address of its own. That both do the same work is a test: " +
      "`test/functions/pickup-api/equal-work.test.ts`.",
  ];
  return { title: "Answers that tell nothing", notes, rows };
}

async function alike(
  what: string,
  portal: Awaited<ReturnType<typeof aPortal>>,
  known: readonly string[],
  path: string,
): Promise<Row> {
  const took: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (const [number, address] of known.entries()) {
    const both = [
      ["known", address],
      ["unknown", `nobody${number}@partner.example`],
    ] as const;
    for (const [which, typed] of number % 2 === 0 ? both : both.toReversed()) {
      const browser = aBrowser(portal, `10.${which === "known" ? 1 : 2}.${number >> 8}.${number & 255}`);
      const form = await browser.get(path);
      const [, token = ""] = /name="form-token" value="([^"]*)"/.exec(String(form.body)) ?? [];
      const began = performance.now();
      const reply = await browser.post(path, { "form-token": token, address: typed, password: "not the right one" });
      if (number >= warmUp) took[which].push(performance.now() - began);
      if (reply.status !== (path === "/sign-in" ? 422 : 200)) throw new Error(`${path} answered ${reply.status}`);
    }
  }
  const [one, other] = [median(took.known), median(took.unknown)];
  const difference = (100 * Math.abs(one - other)) / Math.min(one, other);
  return atMost(
    `${what}: medians for known and unknown addresses differ by`,
    difference,
    goal,
    "%",
    `${ms(one)}, ${ms(other)}`,
  );
}

async function aPortalOver({ client, accounts, ledger }: SomeStores) {
  const portal = await aPortal();
  const { clock } = portal.context;
  Object.assign(portal.context, {
    accounts: new DynamoAccounts(client, accounts),
    activations: new DynamoActivations(client, accounts),
    sessions: new DynamoSessions(client, accounts),
    limiter: new DynamoRateLimiter(client, accounts, clock),
    outbox: {
      add: async (effect: Parameters<typeof portal.context.outbox.add>[0]) => {
        const at = clock.now().toISOString();
        const item = newOutboxItem(`j_${clock.token(16).replaceAll("_", "-")}`, effect, at, at);
        await client.send(new PutCommand({ TableName: ledger, Item: item }));
      },
    },
  });
  return portal;
}

async function accountsIn({ client, accounts }: SomeStores, count: number): Promise<string[]> {
  const passwordHash = await hashPassword("violet tractor hums");
  const [store, at] = [new DynamoActivations(client, accounts), new Date().toISOString()];
  const addresses: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const address = `somebody${number}@partner.example`;
    const hashes = { tokenHash: `hash-${number}`, passwordHash: "x" };
    const activation = { address, ...hashes, createdAt: at, expiresAt: "2099-01-01T00:00:00.000Z" };
    await store.open(activation, { alone: true, keep: 1 });
    const account = { address, name: "Bob", passwordHash, activatedAt: at, passwordChangedAt: at, epoch: 1 };
    if (!(await store.use(activation, account))) throw new Error("an account could not be made");
    addresses.push(address);
  }
  return addresses;
}
