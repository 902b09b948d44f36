import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AReader, aReader, readerPassword } from "../support/a-reader.ts";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";

const mailbox = "info@partner.example";
const anna = "anna@partner.example";
const coReaders = "/mpc/account/co-readers";

describe("a shared mailbox through the whole gateway", () => {
  let sealgate: ASealgate;
  let owner: AReader;
  let reader: AReader;
  before(async () => {
    sealgate = await aSealgate();
    const raw = `From: <kim@company.example>\r\nTo: ${mailbox}\r\nSubject: The offer\r\n\r\nCard 4111 1111 1111 1111\r\n`;
    await sealgate.send(raw, { from: "kim@company.example", to: [`info=partner.example@${gatewayDomain}`] });
    owner = await aReader(sealgate.cloud.webPort, await sealgate.mailTo(mailbox), "Ines");
  });
  after(() => sealgate.close());

  it("is opened to a colleague, who gets the way to an account of their own by mail", async () => {
    const invited = await owner.submit(coReaders, { address: anna, current: readerPassword });
    assert.equal(invited.status, 303);
    const mail = await sealgate.mailTo(anna, /^You can now read the encrypted messages for info@/);
    assert.equal(mail.tlsRequired, true);
    assert.match((await sealgate.mailTo(mailbox, /^Somebody can now read/)).text, new RegExp(`Who: ${anna}`));
    reader = await aReader(sealgate.cloud.webPort, mail, "Anna Meier");
    const box = /href="(\/mpc\/inbox\?box=[\w-]{16})"/.exec(reader.page)?.[1] ?? "none";
    assert.match(String((await reader.get(box)).body), /The offer/);
  });

  it("is read, and answered in its name, with a line of their own in tracking", async () => {
    assert.equal((await reader.get(owner.path)).status, 200);
    assert.match(String((await reader.get(`${owner.path}/body`)).body), /4111 1111 1111 1111/);
    await reader.submit(`${owner.path}/reply`, { letter: "l".repeat(24), text: "We take it.", do: "send" });
    const answer = await sealgate.mailTo("kim@company.example", /^Re: The offer/);
    const head = String(await sealgate.rawOf(answer.id));
    assert.match(head, /Anna Meier \(anna@partner\.example for info@partner\.example\) via/);
    assert.match(head, /^Reply-To: info@partner\.example\r$/m);
    const { timeline } = await sealgate.tracked(({ timeline: all }) => all.some(({ event }) => event === "replied"));
    const by = timeline.filter((entry) => entry.by !== undefined).map(({ event, by: who }) => `${event} ${who}`);
    assert.deepEqual(by, [`read Anna Meier <${anna}>`, `replied Anna Meier <${anna}>`]);
  });

  it("is closed to a colleague at once", async () => {
    await owner.submit(coReaders, { address: anna }, `${coReaders}/remove`);
    assert.equal((await reader.get(owner.path)).status, 404);
    assert.equal((await owner.get(owner.path)).status, 200);
    await sealgate.mailTo(mailbox, /^Somebody can no longer read/);
  });
});
