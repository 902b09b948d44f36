import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createTransport } from "nodemailer";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";

const bob = `bob=partner.example@${gatewayDomain}`;
const mail = (subject: string) =>
  `From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: ${subject}\r\n\r\nwords\r\n`;

describe("bad input to the whole gateway", () => {
  let sealgate: ASealgate;
  let first: number;
  before(async () => {
    sealgate = await aSealgate();
    await sealgate.mailTo("admin@company.example");
    first = (await sealgate.listed()).length;
  });
  after(() => sealgate.close());

  /** Sends and waits for the end of what SMTP accepted; answers its recipients by address. */
  const finished = async (raw: string | Buffer, options: Parameters<ASealgate["send"]>[1] = {}) => {
    const detail = await sealgate.finished(await sealgate.send(raw, options));
    return { ...detail, states: Object.fromEntries(detail.recipients.map(({ address, state }) => [address, state])) };
  };

  it("refuses a recipient that is not the gateway's with 550, and keeps nothing", async () => {
    const before = (await sealgate.tracking.list({ limit: 50 })).messages.length;
    for (const address of ["bob@partner.example", "anna@company.example", "bob@elsewhere.gw.company.test"])
      await assert.rejects(sealgate.send(mail("No"), { to: [address] }), { responseCode: 550 }, address);
    assert.equal((await sealgate.tracking.list({ limit: 50 })).messages.length, before);
  });

  it("takes a message for the recipients it knows when others of it are refused", async () => {
    const { states } = await finished(mail("Some"), { to: ["x@elsewhere.example", bob] });
    assert.deepEqual(states, { "bob@partner.example": "delivered" });
  });

  for (const [who, options] of Object.entries({
    "has no proof": { secret: null },
    "has a wrong proof": { secret: "guessed" },
    "writes from elsewhere": { from: "mallory@evil.example" },
    "has no sender at all": { from: "", secret: null },
  })) {
    it(`refuses a stranger who ${who}: a line in tracking, no answer, nothing kept`, async () => {
      const before = (await sealgate.listed()).length;
      const { message, recipients, states } = await finished(mail("Buy now"), { to: [bob], ...options });
      assert.deepEqual(states, { "bob@partner.example": "refused" });
      assert.equal(message.subject, "");
      assert.match(recipients[0]?.reason ?? "", /Not proven the company's own/);
      assert.equal((await sealgate.listed()).length, before);
    });
  }

  it("returns addresses that are not validly encoded, all in one report", async () => {
    const bad = ["plain", "bob=", "=partner.example", "bob=127.0.0.1", `bob=${gatewayDomain}`, "bob=nodots"];
    const to = bad.map((local) => `${local}@${gatewayDomain}`);
    const { states } = await finished(mail("Bad addresses"), { to, from: "bad@company.example" });
    assert.deepEqual(new Set(Object.values(states)), new Set(["returned"]));
    assert.equal(Object.keys(states).length, bad.length);
    const report = String(await sealgate.rawTo("bad@company.example", /^Returned: Bad addresses/));
    assert.equal(report.match(/^Status: 5\.1\.3\r$/gm)?.length, bad.length);
    assert.equal((await sealgate.listed("bad@company.example")).length, 1);
  });

  it("has nothing to take without recipients", async () => {
    const transport = createTransport({
      host: "127.0.0.1",
      port: sealgate.cloud.smtpPort,
      tls: { rejectUnauthorized: false },
    });
    await assert.rejects(transport.sendMail({ envelope: { from: "anna@company.example", to: [] }, raw: mail("None") }));
    transport.close();
  });

  it("takes as many recipients as SMTP lets in, tells the sender's server of the others, and serves each", async () => {
    const to = Array.from({ length: 5000 }, (_, index) => `r${index}=partner.example@${gatewayDomain}`);
    const { states } = await finished(mail("Many"), { to, from: "many@company.example" });
    assert.equal(Object.keys(states).length, 100);
    assert.deepEqual(new Set(Object.values(states)), new Set(["delivered"]));
    const calls = (await sealgate.listed()).filter(({ subject }) => subject === "Many").map((each) => each.to.length);
    assert.deepEqual(calls, [50, 50], "50 recipients a call");
  });

  it("seals a message for forty, with a notice to each and one to the sender", async () => {
    const to = Array.from({ length: 40 }, (_, index) => `s${index}=partner.example@${gatewayDomain}`);
    const raw = mail("Many sealed").replace("words", "Card 4111 1111 1111 1111");
    const { states } = await finished(raw, { to, from: "sealed@company.example" });
    assert.deepEqual(new Set(Object.values(states)), new Set(["sealed"]));
    const told = new Set(
      (await sealgate.listed("@partner.example"))
        .filter(({ subject }) => /encrypted/.test(subject))
        .flatMap((each) => each.to),
    );
    for (let index = 0; index < 40; index += 1) assert.ok(told.has(`s${index}@partner.example`), `s${index}`);
    assert.equal((await sealgate.listed("sealed@company.example")).length, 1);
  });

  const odd: Readonly<Record<string, { raw: string; states: readonly string[] }>> = {
    "an empty message": { raw: "", states: ["delivered", "sealed"] },
    "a message without headers": { raw: "\r\nonly a body\r\n", states: ["delivered", "sealed"] },
    "a header section that never ends": {
      raw: "Subject: x\r\nFrom: anna@company.example",
      states: ["delivered", "sealed"],
    },
    "lines that are no fields": { raw: `no colon here\r\n${mail("Broken")}`, states: ["delivered", "sealed"] },
    "two From fields": { raw: `From: eve@evil.example\r\n${mail("Two")}`, states: ["sealed"] },
    "a multipart without parts": {
      raw: mail("Hollow").replace(
        "\r\n\r\n",
        '\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n',
      ),
      states: ["delivered", "sealed"],
    },
    "a boundary that never closes": {
      raw: mail("Open").replace(
        "\r\n\r\n",
        '\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\n',
      ),
      states: ["delivered", "sealed"],
    },
    "base64 that is none": {
      raw: mail("Base").replace("\r\n\r\n", "\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!"),
      states: ["delivered", "sealed"],
    },
    "a character set that nobody knows": {
      raw: mail("Set").replace(
        "\r\n\r\n",
        "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=x-klingon\r\n\r\n",
      ),
      states: ["delivered", "sealed"],
    },
    "a hundred levels of nesting": {
      raw: `${mail("Deep").replace("\r\n\r\nwords\r\n", "")}${Array.from({ length: 100 }, (_, level) => `\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}`).join("")}\r\n\r\nwords\r\n`,
      states: ["sealed"],
    },
    "bytes that are no text": { raw: `${mail("Bytes")}\u0000\u0001\u0080\u00ff`, states: ["delivered", "sealed"] },
    "a line of 100,000 characters": {
      raw: `${mail("Long")}${"x".repeat(100_000)}\r\n`,
      states: ["delivered", "sealed"],
    },
  };
  for (const [what, { raw, states }] of Object.entries(odd)) {
    it(`brings ${what} to an end: ${states.join(" or ")}, never lost`, async () => {
      const detail = await finished(raw, { to: [bob] });
      assert.ok(states.includes(detail.states["bob@partner.example"] ?? ""), JSON.stringify(detail.states));
    });
  }

  it("takes forty messages from two connections at a time, each once", async () => {
    const subjects = Array.from({ length: 40 }, (_, index) => `Number ${index}`);
    const ids: string[] = [];
    for (let at = 0; at < subjects.length; at += 2) {
      const pair = subjects.slice(at, at + 2).map((subject) => sealgate.send(mail(subject), { to: [bob] }));
      ids.push(...(await Promise.all(pair)));
    }
    for (const id of ids) assert.equal((await sealgate.finished(id)).recipients[0]?.state, "delivered");
    const sent = (await sealgate.listed("bob@partner.example")).filter(({ subject }) => /^Number/.test(subject));
    assert.equal(sent.length, 40);
    assert.equal(new Set(sent.map(({ subject }) => subject)).size, 40);
  });

  it("has told nobody of anything else, and kept no message behind", async () => {
    const { messages } = await sealgate.tracking.list({ limit: 100 });
    assert.deepEqual(
      messages.filter(({ message }) => message.state !== "final").map(({ message }) => message.subject),
      [],
    );
    assert.ok((await sealgate.listed()).length > first);
    assert.doesNotMatch(sealgate.logOf("inbound"), /record-failed/);
  });
});
