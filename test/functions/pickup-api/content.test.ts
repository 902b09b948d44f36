import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

describe("a message", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  beforeEach(async () => {
    portal = await aPortal();
    browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address: "bob@partner.example" });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password: "violet tractor hums" };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
  });
  const attached = (name: string, type: string, bytes = Buffer.from("x")) => {
    portal.mailbox.put(aDeposit(), aView({ attachments: [{ name, type, size: bytes.length, inline: false }] }), [
      bytes,
    ]);
    return browser.get("/messages/m1/attachments/0", { "Accept-Encoding": "gzip" });
  };

  it("shows names, subjects and addresses as text, whatever they contain", async () => {
    const odd = '"><script>alert(1)</script>';
    portal.mailbox.put(
      aDeposit({ subject: odd, fromName: odd }),
      aView({ subject: odd, from: odd, to: [odd], attachments: [{ name: odd, type: odd, size: 1, inline: false }] }),
    );
    for (const url of ["/inbox", "/messages/m1"]) {
      const html = textOf(await browser.get(url));
      assert.doesNotMatch(html, /<script/);
      assert.match(html, /&lt;script&gt;/);
    }
  });

  it("has its body in a frame of its own, made safe, with its own pictures inside", async () => {
    const html =
      '<p onclick="x()">Hello</p><script>x()</script><img src="cid:logo"><img src="https://tracker.example/p.gif">';
    portal.mailbox.put(
      aDeposit(),
      aView({
        html,
        attachments: [{ name: "logo.png", type: "image/png", size: 16, contentId: "logo", inline: true }],
      }),
      [png],
    );
    const page = textOf(await browser.get("/messages/m1"));
    assert.match(
      page,
      /<iframe [^>]*src="\/mpc\/messages\/m1\/body"[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/,
    );
    assert.match(page, /An image from the internet was left out/);
    assert.doesNotMatch(page, /logo\.png|Hello/);
    const body = textOf(await browser.get("/messages/m1/body"));
    assert.match(body, /<p>Hello<\/p>/);
    assert.match(body, /data:image\/png;base64,/);
    assert.doesNotMatch(body, /script|tracker\.example|onclick/);
  });

  it("offers plain text, where inline pictures become attachments again", async () => {
    portal.mailbox.put(
      aDeposit(),
      aView({
        html: '<b>rich</b><img src="cid:logo">',
        text: "plain & simple",
        attachments: [{ name: "logo.png", type: "image/png", size: 16, contentId: "logo", inline: true }],
      }),
      [png],
    );
    assert.match(textOf(await browser.get("/messages/m1/body?as=text")), /plain &amp; simple/);
    assert.match(textOf(await browser.get("/messages/m1?as=text")), /logo\.png/);
  });

  it("gives an attachment byte for byte, large or small", async () => {
    for (const size of [0, 1, 65_537, 3_000_001]) {
      const bytes = Buffer.alloc(size, "sealgate ");
      const reply = await attached("data.bin", "application/x-thing", bytes);
      assert.equal(reply.status, 200);
      assert.ok(reply.body.equals(bytes));
    }
  });

  it("names what is harmless and sends all else as bytes", async () => {
    const types: Readonly<Record<string, string>> = {
      "application/pdf": "application/pdf",
      "Image/PNG; name=x": "image/png",
      "text/html": "application/octet-stream",
      "image/svg+xml": "application/octet-stream",
      "application/xhtml+xml": "application/octet-stream",
      "application/javascript": "application/octet-stream",
      "text/plain\r\nSet-Cookie: a=b": "application/octet-stream",
      "": "application/octet-stream",
    };
    for (const [type, sent] of Object.entries(types))
      assert.equal((await attached("a", type)).headers["content-type"], sent);
  });

  it("is saved under a name that can neither leave the folder nor hide its kind", async () => {
    const names: Readonly<Record<string, string>> = {
      "Über uns.pdf": `attachment; filename="_ber uns.pdf"; filename*=UTF-8''%C3%9Cber%20uns.pdf`,
      "../../etc/passwd": `attachment; filename="_.._etc_passwd"; filename*=UTF-8''_.._etc_passwd`,
      'a"; filename=evil.exe': `attachment; filename="a_; filename=evil.exe"; filename*=UTF-8''a_%3B%20filename%3Devil.exe`,
      "a\r\nSet-Cookie: x=1.txt": `attachment; filename="aSet-Cookie_ x=1.txt"; filename*=UTF-8''aSet-Cookie_%20x%3D1.txt`,
      "photo\u202Egnp.exe": `attachment; filename="photognp.exe"; filename*=UTF-8''photognp.exe`,
      "": `attachment; filename="attachment-1"; filename*=UTF-8''attachment-1`,
      "...": `attachment; filename="attachment-1"; filename*=UTF-8''attachment-1`,
      "it's (1)!.txt": `attachment; filename="it's (1)!.txt"; filename*=UTF-8''it%27s%20%281%29%21.txt`,
    };
    for (const [name, disposition] of Object.entries(names)) {
      assert.equal((await attached(name, "text/plain")).headers["content-disposition"], disposition);
    }
    const long = (await attached(`${"ä".repeat(400)}.docx`, "text/plain")).headers["content-disposition"] ?? "";
    assert.match(long, /\.docx"/);
    assert.ok(long.length < 1500);
  });

  it("can be taken home whole", async () => {
    portal.mailbox.put(aDeposit({ subject: "Offer / 2026" }), aView());
    const reply = await browser.get("/messages/m1/message.eml");
    assert.equal(reply.headers["content-type"], "message/rfc822");
    assert.match(reply.headers["content-disposition"] ?? "", /filename="Offer _ 2026\.eml"/);
    assert.equal(reply.body.toString(), "From: anna.berger@northwind.example\r\n\r\nhello\r\n");
  });
});
