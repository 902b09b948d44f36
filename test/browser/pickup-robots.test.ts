import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { issueSenderLink } from "../../src/sender/access.ts";
import { anEvent } from "../functions/pickup-api/a-portal.ts";
import { activate, aPickupCenter, password, signIn, textIn } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";

const bob = "bob@partner.example";
const known = "known@partner.example";

describe("a robot that opens the links of a mail", { skip: noBrowser }, () => {
  let center: Awaited<ReturnType<typeof aPickupCenter>>;
  let paths: string[];
  let first: Awaited<ReturnType<typeof center.activation>>;
  before(async () => {
    center = await aPickupCenter();
    center.put({ address: bob, messageId: "m1" });
    center.put({ address: known, messageId: "m2", recipientId: "r2" });
    const visit = await center.visit();
    const used = await activate(center, visit.page, { address: known });
    await visit.close();
    first = await center.activation({ address: bob, messageId: "m1" });
    const reset = await center.activation({ address: known, reset: true });
    const sender = await issueSenderLink(center.portal.context, center.portal.context.clock, "m1");
    paths = [
      `/a/${first.token}`,
      `/a/${reset.token}`,
      `/a/${used}`,
      `/m/${await center.link(known, "m2")}`,
      `/s/${sender}`,
    ];
  });
  after(() => center?.close());

  /** All that opening must leave alone. */
  const state = () => {
    const { accounts, activations, open, sessions, effects } = center.portal.accounts.state;
    const { deposits, keys, notes } = center.portal.mailbox;
    return (
      JSON.stringify([accounts, activations, open, sessions, deposits].map((map) => [...map])) +
      JSON.stringify([effects, [...keys], notes, [...center.portal.letters.keptLetters]])
    );
  };

  it("uses nothing up by fetching every address it finds, as a scanner, a prefetch or with HEAD", async () => {
    const before = state();
    const found = new Set(paths);
    const sources = {
      GET: {},
      HEAD: {},
      prefetch: { "Sec-Purpose": "prefetch" },
      scanner: { "User-Agent": "urlscan" },
    };
    for (const path of found) {
      for (const [how, headers] of Object.entries(sources)) {
        const reply = await center.portal.call(anEvent(how === "HEAD" ? how : "GET", path, { headers }));
        assert.ok(reply.status < 500, path);
        for (const [, link = ""] of reply.body.toString().matchAll(/(?:href|src|action)="\/mpc(\/[^"]*)"/g))
          found.add(link);
      }
    }
    assert.ok(found.size > paths.length + 3);
    assert.equal(state(), before);
  });

  for (const javaScriptEnabled of [true, false]) {
    it(`uses nothing up by clicking every link, wherever it leads, scripts ${javaScriptEnabled ? "on" : "off"}`, async () => {
      const before = state();
      const visit = await center.visit({ javaScriptEnabled });
      const { page } = visit;
      const [todo, done] = [paths.map((path) => `${center.url}${path}`), new Set<string>()];
      for (let url = todo.shift(); url !== undefined; url = todo.shift()) {
        if (done.has(url)) continue;
        done.add(url);
        await page.goto(url);
        const count = await page.locator("a[href]").count();
        for (let number = 0; number < count; number += 1) {
          await page.goto(url);
          const link = page.locator("a[href]").nth(number);
          const click = link.evaluate((one) => (one as unknown as { click(): void }).click());
          await Promise.all([page.waitForEvent("framenavigated"), click]);
          await page.waitForLoadState();
          if (page.url().startsWith(center.url)) todo.push(page.url());
        }
      }
      assert.ok(done.size > paths.length);
      assert.equal(state(), before);
      assert.deepEqual([visit.complaints, [...visit.hosts]], [[], [center.host]]);
      await visit.close();
    });

    it(`gives no try away by pressing every button as it is, scripts ${javaScriptEnabled ? "on" : "off"}`, async () => {
      const [visit, tries] = [
        await center.visit({ javaScriptEnabled }),
        () => JSON.stringify([...center.portal.accounts.state.activations]),
      ];
      const before = [tries(), center.portal.accounts.state.sessions.size, JSON.stringify(center.portal.mailbox.notes)];
      const buttons = visit.page.locator("main form:not([name=passkey]) button");
      for (const path of paths.filter((one) => !one.startsWith("/s/"))) {
        await visit.page.goto(`${center.url}${path}`);
        for (let number = await buttons.count(); number > 0; number -= 1) {
          await visit.page.goto(`${center.url}${path}`);
          const pressed = buttons.nth(number - 1).click();
          await Promise.all([visit.page.waitForEvent("framenavigated"), pressed]);
          await visit.page.waitForLoadState();
        }
      }
      assert.deepEqual(
        [tries(), center.portal.accounts.state.sessions.size, JSON.stringify(center.portal.mailbox.notes)],
        before,
      );
      await visit.close();
    });
  }

  it("leaves the links to their owners: the first activates, the other signs in", async () => {
    const visit = await center.visit();
    await visit.page.goto(`${center.url}${paths[0]}`);
    await visit.page.getByLabel("Your name").fill("Bob");
    await visit.page.getByLabel("Activation password").fill(first.activationPassword);
    await visit.page.getByLabel("Choose a password").fill(password);
    await visit.page.getByRole("button", { name: "Activate and continue" }).click();
    await visit.page.waitForURL(/\/messages\/m1$/);
    await visit.context.clearCookies();
    await visit.page.goto(`${center.url}${paths[3]}`);
    await signIn(visit.page, known);
    await visit.page.waitForURL(/\/messages\/m2$/);
    assert.match(await textIn(visit.page), /Your contract for signature/);
    await visit.close();
  });
});
