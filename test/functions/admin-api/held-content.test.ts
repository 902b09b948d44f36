import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { heldLimits } from "../../../src/contracts/admin-api/held-limits.ts";
import { sealMessage } from "../../../src/gateway/seal-message.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { aHeldMessage } from "../../support/some-messages.ts";

const { part: partSize, text: mostText } = heldLimits;
const head = "From: a@northwind.example\r\nSubject: Held\r\nMIME-Version: 1.0\r\n";
const multipart = (kind: string, ...parts: readonly string[]) =>
  `${head}Content-Type: multipart/${kind}; boundary="b"\r\n\r\n--b\r\n${parts.join("\r\n--b\r\n")}\r\n--b--\r\n`;
const text = (words: string, type = "plain") => `Content-Type: text/${type}; charset=utf-8\r\n\r\n${words}`;
const file = (name: string, bytes: Buffer) =>
  [
    `Content-Type: application/octet-stream; name="${name}"`,
    "Content-Disposition: attachment",
    "Content-Transfer-Encoding: base64",
    "",
    bytes.toString("base64").replaceAll(/.{76}/g, "$&\r\n"),
  ].join("\r\n");

describe("what a reviewer is shown of held mail", () => {
  let api: AnAdminApi;
  let reviewer: ABrowser;
  before(async () => {
    api = await anAdminApi();
    reviewer = api.browser();
    await reviewer.signInFirstTime("reviewer", await api.person("reviewer", "reviewer"));
  });
  after(() => api.close());
  const held = async (id: string, raw: string) => {
    await aHeldMessage(api.ledger, id, { reviewId: id });
    const { sealer, keys, store: sealed } = api.context.reviewing;
    await sealMessage({ sealer, keys, sealed }, id, Buffer.from(raw), ["review"]);
    return `/api/held/${id}/${id}-0`;
  };

  it("is a large attachment in parts that an answer can hold, in their order", async () => {
    const bytes = Buffer.alloc(2 * partSize + 5, "x");
    const path = await held("large", multipart("mixed", text("See attached."), file("plan.bin", bytes)));
    const { json } = await reviewer.ask({ path });
    assert.equal(json.attachments[0].size, bytes.length);
    const whole = await reviewer.ask({ path: `${path}/attachments/0` });
    assert.deepEqual([whole.status, whole.json.code], [413, "too-large"]);
    const sizes: number[] = [];
    for (const part of [0, 1, 2])
      sizes.push((await reviewer.ask({ path: `${path}/attachments/0?part=${part}` })).body.length);
    assert.deepEqual(sizes, [partSize, partSize, 5]);
    assert.equal((await reviewer.ask({ path: `${path}/attachments/0?part=3` })).status, 404);
    assert.equal((await reviewer.ask({ path: `${path}/attachments/0?part=-1` })).status, 400);
  });

  it("is a small attachment at once, saved under a name that turns no direction and ends no header", async () => {
    const path = await held(
      "named",
      multipart("mixed", text("x"), file("=?utf-8?B?YeKArmdwai5leGUiDQo=?=", Buffer.from("abc"))),
    );
    const reply = await reviewer.ask({ path: `${path}/attachments/0` });
    assert.equal(reply.body.toString(), "abc");
    assert.equal(
      reply.headers["content-disposition"],
      "attachment; filename=\"agpj.exe_\"; filename*=UTF-8''agpj.exe_",
    );
  });

  it("is text up to a limit, and says when there is more", async () => {
    const path = await held("long", multipart("mixed", text("long text\r\n".repeat(120_000)), text("x")));
    const { json } = await reviewer.ask({ path });
    assert.deepEqual([json.text.length, json.isCut], [mostText, true]);
  });

  it("is both forms of a mail that says one thing as text and another as HTML", async () => {
    const two = await held("two", multipart("alternative", text("Lunch?"), text("<p>Card 4111 1111</p>", "html")));
    const { json } = await reviewer.ask({ path: two });
    assert.deepEqual([json.text.trim(), json.htmlText.trim(), json.isCut], ["Lunch?", "Card 4111 1111", false]);
    const one = await held(
      "one",
      multipart("alternative", text("Lunch  today?"), text("<p>Lunch <b>today?</b></p>", "html")),
    );
    assert.equal((await reviewer.ask({ path: one })).json.htmlText, "");
  });
});
