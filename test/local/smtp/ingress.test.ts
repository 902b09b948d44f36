import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, it } from "node:test";
import { connect as connectTls } from "node:tls";
import { createTransport } from "nodemailer";
import { type AnIngress, activate, anIngress, Conversation, notifications, rule, storedMail } from "./an-ingress.ts";

const all = { All: rule("all", ["gw.company.example"]) };
const bob = "bob=partner.example@gw.company.example";
const message = "From: alice@company.example\r\nTo: bob@partner.example\r\nSubject: Hi\r\n\r\nHello\r\n";

describe("the SMTP ingress", () => {
  let cloud: AnIngress;
  let talk: Conversation;
  const start = async (...given: Parameters<typeof anIngress>) => {
    cloud = await anIngress(...given);
    talk = await Conversation.start(cloud.port());
    return talk;
  };
  const envelope = async (from = "alice@company.example", to = bob) => {
    assert.match(await talk.say(`MAIL FROM:<${from}>`), /^250/);
    assert.match(await talk.say(`RCPT TO:<${to}>`), /^250/);
    assert.match(await talk.say("DATA"), /^354/);
  };
  const data = (text: string) => talk.say(Buffer.from(`${text}.\r\n`, "latin1"));
  afterEach(async () => {
    talk.close();
    await cloud.close();
  });

  it("takes nobody's mail until a rule set is active, then what its rules name, also after a restart", async () => {
    await start(all, { active: false });
    await talk.say("MAIL FROM:<alice@company.example>");
    assert.match(await talk.say(`RCPT TO:<${bob}>`), /^550 5\.1\.1/);
    await activate(cloud);
    assert.match(await talk.say(`RCPT TO:<${bob}>`), /^250/);
    talk.close();
    await cloud.restart();
    talk = await Conversation.start(cloud.port());
    await envelope();
  });

  it("matches an address, a domain and .subdomains, and refuses all other recipients", async () => {
    await start({
      One: rule("one", ["Exact=x.example@gw.company.example"]),
      Sub: rule("sub", [".gw.company.example"]),
      Foreign: rule("foreign", ["unverified.example"]),
    });
    await talk.say("MAIL FROM:<alice@company.example>");
    const answers = async (recipient: string) => (await talk.say(`RCPT TO:<${recipient}>`)).slice(0, 3);
    assert.equal(await answers("exact=x.example@gw.company.example"), "250");
    assert.equal(await answers("bob@partner.example.gw.company.example"), "250");
    assert.equal(await answers("other@gw.company.example"), "550");
    assert.equal(await answers("bob@partner.example"), "550");
    assert.equal(await answers("bob@unverified.example"), "550", "no identity");
  });

  it("advertises SIZE, 8BITMIME and STARTTLS, and neither AUTH nor SMTPUTF8", async () => {
    await start(all);
    const offered = await talk.say("EHLO client.example");
    for (const word of ["SIZE 41943040", "8BITMIME", "STARTTLS"]) assert.ok(offered.includes(word), offered);
    assert.ok(!/AUTH|SMTPUTF8|XCLIENT|DSN/.test(offered), offered);
    assert.match(await talk.say("MAIL FROM:<jörg@company.example> SMTPUTF8"), /^55/);
  });

  it("asks for STARTTLS at MAIL when all rules require TLS, else at the recipient that does", async () => {
    const secret = rule("secret", ["secret@gw.company.example"], { TlsPolicy: "Require" });
    await start({ Secret: secret });
    assert.match(await talk.say("MAIL FROM:<alice@company.example>"), /^530/);
    talk.close();
    await cloud.close();
    await start({ Secret: secret, Open: rule("open", ["open@gw.company.example"], {}, "secret") });
    assert.match(await talk.say("MAIL FROM:<alice@company.example>"), /^250/);
    assert.match(await talk.say("RCPT TO:<open@gw.company.example>"), /^250/);
    assert.match(await talk.say("RCPT TO:<secret@gw.company.example>"), /^530/);
  });

  for (const version of ["TLSv1.2", "TLSv1.3"] as const)
    it(`speaks ${version} after STARTTLS`, async () => {
      await start({ All: rule("all", ["gw.company.example"], { TlsPolicy: "Require" }) });
      const transport = createTransport({
        host: "127.0.0.1",
        port: cloud.port(),
        requireTLS: true,
        tls: { minVersion: version, maxVersion: version, rejectUnauthorized: false },
      });
      const info = await transport.sendMail({ envelope: { from: "alice@company.example", to: bob }, raw: message });
      assert.match(info.response, /^250 Ok [0-9a-v]{40}$/);
      assert.equal((await notifications(cloud)).length, 1);
    });

  it("refuses TLS 1.1", async () => {
    await start(all);
    await talk.say("STARTTLS");
    const old = connectTls({
      socket: talk.socket,
      minVersion: "TLSv1.1",
      maxVersion: "TLSv1.1",
      rejectUnauthorized: false,
    });
    await assert.rejects(once(old, "secureConnect"));
  });

  it("ends data only at CRLF.CRLF and refuses a bare CR or LF", async () => {
    await start(all);
    for (const end of ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n"]) {
      await envelope();
      const smuggled = `MAIL FROM:<eve@company.example>\r\nRCPT TO:<${bob}>\r\nDATA\r\nSubject: smuggled\r\n\r\nx\r\n`;
      assert.match(
        await data(`Subject: one\r\n\r\nbody${end}${smuggled}`),
        /^554 .*bare CR or LF/,
        JSON.stringify(end),
      );
    }
    assert.equal((await storedMail(cloud)).size, 0);
    await envelope();
    assert.match(await data(message), /^250/, "the connection goes on");
  });

  it("takes 40 MB and refuses one byte more with 552, at MAIL if the size is told", async () => {
    await start(all);
    assert.match(await talk.say("MAIL FROM:<a@company.example> SIZE=41943041"), /^552/);
    const body = (size: number) => {
      const bytes = Buffer.alloc(size, `${"x".repeat(76)}\r\n`);
      bytes.write("Subject: big\r\n\r\n");
      bytes.write("\r\n", size - 2);
      return bytes[size - 3] === 13 ? bytes.fill("x", size - 3, size - 2) : bytes;
    };
    const send = (size: number) => talk.say(Buffer.concat([body(size), Buffer.from(".\r\n")]));
    await envelope();
    assert.match(await send(41_943_041), /^552/);
    await envelope();
    assert.match(await send(41_943_040), /^250/);
    const [stored] = (await storedMail(cloud)).values();
    assert.ok(stored?.subarray(-41_943_040).equals(body(41_943_040)));
  });

  it("answers 452 to each recipient beyond a hundred and keeps the rest", async () => {
    await start(all);
    await talk.say("MAIL FROM:<alice@company.example>");
    const answers: string[] = [];
    for (let index = 0; index < 5000; index += 1)
      answers.push((await talk.say(`RCPT TO:<r${index}=partner.example@gw.company.example>`)).slice(0, 3));
    assert.equal(answers.filter((code) => code === "250").length, 100);
    assert.equal(answers.filter((code) => code === "452").length, 4900);
    await talk.say("DATA");
    assert.match(await data(message), /^250/);
    const [event] = await notifications(cloud);
    assert.equal(event?.receipt.recipients.length, 100);
    const [stored = Buffer.alloc(0)] = (await storedMail(cloud)).values();
    assert.ok(!stored.includes("partner.example@gw"), "several recipients are not named in Received");
  });

  it("takes mail from swaks over STARTTLS", {
    skip: spawnSync("swaks", ["--version"]).error ? "swaks is not installed" : false,
  }, async () => {
    await start(all);
    const { spawn } = await import("node:child_process");
    const target = ["--server", "127.0.0.1", "--port", String(cloud.port()), "--tls"];
    const swaks = spawn("swaks", [
      ...target,
      "--from",
      "alice@company.example",
      "--to",
      bob,
      "--header",
      "Subject: swaks",
    ]);
    const [code] = await once(swaks, "exit");
    assert.equal(code, 0);
    assert.equal((await notifications(cloud)).length, 1);
  });
});
