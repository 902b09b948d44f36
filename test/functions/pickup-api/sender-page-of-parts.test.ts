import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DynamoDeposits } from "../../../src/aws/dynamodb-deposits.ts";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { aMessage, gatewayDomain } from "../../support/a-gateway.ts";
import { aSenderPage } from "../../support/a-sender-page.ts";
import { aBrowser, textOf } from "./a-browser.ts";

const anna = "anna@company.example";
const start = Date.parse("2026-11-22T10:00:00Z");

describe("the sender's page of a message that a mail server split", () => {
  let place: Awaited<ReturnType<typeof aSenderPage>>;
  let browser: ReturnType<typeof aBrowser>;
  let path: string;
  const ids: string[] = [];
  const at = (minutes: number) => place.gateway.setTime(new Date(start + minutes * 60_000).toISOString());
  before(async () => {
    place = await aSenderPage();
    at(0);
    const raw = aMessage({ subject: "The plan", body: "Card 4111 1111 1111 1111" }).replace(
      /^To: .*$/m,
      "To: bob@partner.example, carol@partner.example",
    );
    for (const name of ["bob", "carol"])
      ids.push(await place.gateway.receive(raw, { to: [`${name}=partner.example@${gatewayDomain}`] }));
    const deposits = new DynamoDeposits(place.gateway.table.client, place.gateway.table.name);
    const deposit = (await deposits.find("bob@partner.example", ids[0] ?? "")) ?? assert.fail();
    const reader = { address: "ines@partner.example", by: "Ines <ines@partner.example>" };
    await deposits.markRead(deposit, reader, place.gateway.ports.clock.now());
    at(3);
    await keepHouse(place.gateway.ports);
    path = /\/s\/[\w-]+/.exec((await place.lastMailTo(anna)).text)?.[0] ?? "none";
    browser = aBrowser(place.portal);
    await browser.submit(path, `${path}/code`, {});
    const code = /Code: (\d{4} \d{4})/.exec((await place.lastMailTo(anna)).text)?.[1] ?? "";
    await browser.submit(`${path}?code=sent`, `${path}/open`, { code });
  });
  after(() => place.gateway.close());

  it("shows all parts, and who of a shared mailbox read", async () => {
    const html = textOf(await browser.get(path));
    for (const name of ["bob", "carol"]) assert.match(html, new RegExp(`${name}@partner\\.example`));
    assert.match(html, /<dt>Read by<\/dt><dd><bdi>Ines &lt;ines@partner\.example&gt;<\/bdi>/);
  });

  it("suspends, extends and recalls in all of them", async () => {
    const act = async (what: string) =>
      (await browser.submit(path, `${path}/act`, { what, recipient: "all" })).headers.location ?? "";
    assert.match(await act("suspend"), /did=suspended&count=2/);
    assert.match(await act("resume"), /did=resumed&count=2/);
    const extended = await browser.submit(path, `${path}/extend`, { days: "60" });
    assert.match(extended.headers.location ?? "", /did=extended&count=2/);
    assert.match(await act("recall"), /did=recalled&count=2&opened=1/);
    for (const id of ids)
      assert.deepEqual(
        (await place.gateway.ports.ledger.recipients(id)).map(({ state }) => state),
        ["recalled"],
      );
  });
});
