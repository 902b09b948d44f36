import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { outboxHandler } from "../../../local/outbox/handler.ts";
import type { Ses } from "../../../local/ses/ses.ts";
import type { ACloud } from "../../support/a-cloud.ts";
import { aMailCloud, rawMail, send } from "./a-mail-account.ts";

const html = '<p>Hello <a href="https://x.example/a?b=1&amp;c=2">link</a></p><script>document.title="taken"</script>';
const multipart = `--b\nContent-Type: text/plain\n\nSee http://mpc.localhost/mpc/m/abc.\n--b\nContent-Type: text/html\n\n${html}\n--b--\n`;
const headers = {
  To: "Bob <bob@partner.example>",
  Subject: "=?utf-8?Q?Gr=C3=BC=C3=9Fe_<b>?=",
  "MIME-Version": "1.0",
  "Content-Type": 'multipart/alternative; boundary="b"',
};

describe("the outbox", () => {
  let cloud: ACloud;
  let server: Server;
  let first: string;
  let second: string;
  const raw = rawMail(headers, multipart);
  before(async () => {
    cloud = await aMailCloud();
    first = await send(cloud, raw, { EmailTags: [{ Name: "ledger", Value: "m-1" }] });
    second = await send(cloud, rawMail({ Subject: "later" }, "canarybird sings\n"), {
      Destination: { ToAddresses: ["Carol@other.example"] },
    });
    server = createServer(outboxHandler(cloud.service<Ses>("ses").outbox));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(async () => {
    server.close();
    await cloud.close();
  });
  const get = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
  const listed = async (query: string) => {
    const { messages } = (await (await get(`/api/messages${query}`)).json()) as { messages: { id: string }[] };
    return messages.map(({ id }) => id);
  };

  it("lists mail newest first, by recipient, subject and time", async () => {
    assert.deepEqual(await listed(""), [second, first]);
    assert.deepEqual(await listed("?to=carol@OTHER.example"), [second]);
    assert.deepEqual(await listed("?subject=later"), [second]);
    assert.deepEqual(await listed("?since=2100-01-01T00:00:00Z"), []);
    assert.deepEqual((await listed("?since=2020-01-01T00:00:00Z")).length, 2);
  });

  it("gives one mail with its envelope, tags, text, HTML and links", async () => {
    const mail = (await (await get(`/api/messages/${first}`)).json()) as Record<string, unknown>;
    assert.deepEqual(mail.to, ["bob@partner.example"]);
    assert.equal(mail.subject, "Grüße <b>");
    assert.equal(mail.tlsRequired, true);
    assert.deepEqual((mail.tags as Record<string, unknown>).ledger, ["m-1"]);
    assert.match(String(mail.text), /See http/);
    assert.deepEqual(mail.links, ["http://mpc.localhost/mpc/m/abc", "https://x.example/a?b=1&c=2"]);
    assert.equal((await get("/api/messages/none")).status, 404);
  });

  it("gives the bytes as they were handed to SES and as they were delivered", async () => {
    const submitted = Buffer.from(await (await get(`/api/messages/${first}/raw`)).arrayBuffer());
    assert.ok(submitted.equals(raw));
    const delivered = await (await get(`/api/messages/${first}/delivered`)).text();
    assert.ok(delivered.includes(`Message-ID: <${first}@email.amazonses.com>`));
    assert.equal(delivered.split("\r\n\r\n").slice(1).join(), raw.toString().split("\r\n\r\n").slice(1).join());
  });

  it("shows a page that runs no script and escapes what the mail says", async () => {
    const list = await get("/");
    const text = await list.text();
    assert.ok(text.includes("Grüße &lt;b&gt;"));
    assert.ok(!text.includes("<b>"));
    assert.match(list.headers.get("content-security-policy") ?? "", /^default-src 'none'; style-src 'sha256-/);
    for (const view of ["message", "text", "raw", "delivered"])
      assert.equal((await get(`/messages/${first}?view=${view}`)).status, 200);
    const body = await get(`/messages/${first}/body`);
    assert.match(body.headers.get("content-security-policy") ?? "", /default-src 'none'.*sandbox allow-popups/);
    assert.ok((await (await get(`/messages/${second}/body`)).text()).includes("canarybird sings"));
    assert.ok((await (await get("/?to=nobody")).text()).includes("No mail to"));
  });

  it("is for reading only", async () => {
    assert.equal((await get("/", { method: "POST" })).status, 405);
    assert.equal((await get("/messages/none")).status, 404);
  });

  it("keeps no word of a mail in clear on disk", () => {
    const folder = join(cloud.folder, "state");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.length > 3);
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name));
      assert.ok(!bytes.includes("canarybird") && !bytes.includes("later"), name);
    }
  });
});
