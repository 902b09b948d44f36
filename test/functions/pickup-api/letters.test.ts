import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { beforeEach, describe, it } from "node:test";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { anEvent, aPortal } from "./a-portal.ts";

const password = "violet tractor hums";
const address = "bob@partner.example";
const part = 4 * 1024 * 1024;

describe("a recipient's letter", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  beforeEach(async () => {
    portal = await aPortal();
    browser = await signedIn(address);
    portal.mailbox.put(
      aDeposit(),
      aView({ to: [address, "carol@third.example"], messageIdHeader: "<m@northwind.example>" }),
    );
    portal.accounts.state.effects.length = 0;
  });
  const signedIn = async (who: string) => {
    const one = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address: who });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    await one.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    return one;
  };
  const reply = "/messages/m1/reply";
  const form = async (page = reply) => hiddenFields(textOf(await browser.get(page)));
  const textareaOf = (html: string) => /<textarea[^>]*>([^<]*)<\/textarea>/.exec(html)?.[1] ?? "";
  const upload = async (
    fields: Record<string, string>,
    query: Record<string, string | number>,
    bytes: Buffer,
    one = browser,
  ) => {
    const url = `${reply}/parts?${new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]))}`;
    const cookie = [...one.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = {
      Cookie: cookie,
      "Content-Type": "application/octet-stream",
      "Sec-Fetch-Site": "same-origin",
      "X-Form-Token": fields["form-token"] ?? "",
    };
    return portal.call(anEvent("POST", url, { headers, body: bytes }));
  };

  it("is kept as a draft, sealed, and found again", async () => {
    const fields = await form();
    const saved = await browser.post(reply, { ...fields, text: "Dear Anna,\nהשלום 😀 <b>", do: "save" });
    assert.deepEqual([saved.status, saved.headers.location], [303, "/mpc/messages/m1/reply?note=saved"]);
    assert.equal(textareaOf(textOf(await browser.get(reply))), "Dear Anna,\nהשלום 😀 &lt;b&gt;");
    for (const sealed of portal.letters.sealedLetters.values()) assert.equal(sealed.includes("Dear Anna"), false);
    assert.deepEqual(portal.accounts.state.effects, []);
  });

  it("is sent once by two parallel submits, and the second shows the same letter", async () => {
    const fields = { ...(await form()), text: "Yes.", do: "send" };
    const [first, second] = await Promise.all([browser.post(reply, fields), browser.post(reply, fields)]);
    assert.equal(first.status, 303);
    assert.equal(first.headers.location, second.headers.location);
    assert.equal(portal.accounts.state.effects.filter(({ kind }) => kind === "reply").length, 1);
    const again = await browser.post(reply, fields);
    assert.equal(again.headers.location, first.headers.location);
    const page = textOf(await browser.get((first.headers.location ?? "").replace("/mpc", "")));
    assert.match(page, /on its way/);
    assert.match(page, /Yes\./);
    assert.match(textOf(await browser.get("/sent")), /Re: Your contract for signature/);
    assert.deepEqual(
      portal.mailbox.notes.filter((note) => note.startsWith("replied")),
      ["replied m1"],
    );
  });

  it("is another one when its form is sent again with other words, as after going back", async () => {
    const fields = { ...(await form()), do: "send" };
    const [first, second, same] = [
      await browser.post(reply, { ...fields, text: "Yes." }),
      await browser.post(reply, { ...fields, text: "No, sorry." }),
      await browser.post(reply, { ...fields, text: "Yes.\r\n".trim() }),
    ];
    assert.notEqual(first.headers.location, second.headers.location);
    assert.equal(first.headers.location, same.headers.location);
    const [one, other] = [first, second].map(({ headers }) => (headers.location ?? "").replace("/mpc", ""));
    assert.match(textOf(await browser.get(one ?? "")), /Yes\./);
    assert.match(textOf(await browser.get(other ?? "")), /No, sorry\./);
    assert.equal(portal.accounts.state.effects.filter(({ kind }) => kind === "reply").length, 2);
  });

  it("goes to the company's sender, for reply all with outsiders of the message named apart", async () => {
    await browser.post(reply, { ...(await form()), text: "Yes.", do: "send" });
    assert.match(
      textOf(await browser.get(`${reply}?all=1`)),
      /Also to, encrypted<\/dt><dd class="people"><bdi>carol@third\.example/,
    );
    await browser.post(reply, { ...(await form(`${reply}?all=1`)), text: "All.", do: "send", to: "x@evil.example" });
    const sent = [...portal.letters.keptLetters.values()].map(({ to, outsiders }) => [to, outsiders]);
    assert.deepEqual(sent, [
      [["anna.berger@northwind.example"], []],
      [["anna.berger@northwind.example"], ["carol@third.example"]],
    ]);
  });

  it("takes attachments in parts, each sealed, the same part twice as one, in any order", async () => {
    const fields = await form();
    const bytes = randomBytes(part + 1000);
    const about = {
      letter: fields.letter ?? "",
      kind: "reply",
      file: "file-0001",
      name: "plan.bin",
      type: "x/y",
      size: bytes.length,
    };
    assert.equal((await upload(fields, { ...about, part: 1 }, bytes.subarray(part))).status, 200);
    assert.match(textOf(await browser.get(reply)), /not uploaded completely/);
    const early = await browser.post(reply, { ...fields, text: "here", do: "send" });
    assert.deepEqual([early.status, textareaOf(textOf(early))], [422, "here"]);
    for (const _ of [1, 2])
      assert.equal((await upload(fields, { ...about, part: 0 }, bytes.subarray(0, part))).status, 200);
    const sent = await browser.post(reply, { ...fields, text: "here", do: "send" });
    const path = (sent.headers.location ?? "").replace("/mpc", "").replace("?now=1", "");
    const file = await browser.get(`${path}/files/file-0001`);
    assert.ok(file.body.equals(bytes));
    assert.match(file.headers["content-disposition"] ?? "", /plan\.bin/);
  });

  it("refuses parts that are too much, too short, or not announced so", async () => {
    const fields = await form();
    const about = { letter: fields.letter ?? "", kind: "reply", file: "file-0001", name: "a", part: 0 };
    assert.equal((await upload(fields, { ...about, size: 26 * 1024 * 1024 }, Buffer.alloc(part))).status, 413);
    assert.equal((await upload(fields, { ...about, size: 10 }, Buffer.alloc(9))).status, 400);
    assert.equal((await upload(fields, { ...about, size: 10, part: 1 }, Buffer.alloc(0))).status, 400);
    assert.equal((await upload(fields, { ...about, file: "../x", size: 10 }, Buffer.alloc(10))).status, 400);
    const quarter = { ...about, size: 7 * part };
    assert.equal((await upload(fields, quarter, Buffer.alloc(part))).status, 413);
    const most = { ...about, size: 25 * 1024 * 1024 };
    assert.equal((await upload(fields, most, Buffer.alloc(part))).status, 200);
    assert.equal((await upload(fields, { ...about, file: "file-0002", size: 1 }, Buffer.alloc(1))).status, 413);
    await browser.post(reply, { ...fields, text: "", do: "remove:file-0001" });
    assert.equal((await upload(fields, { ...about, file: "file-0002", size: 1 }, Buffer.alloc(1))).status, 200);
  });

  it("takes one attachment in the form itself, where no script runs", async () => {
    const fields = await form();
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, text: "hi", do: "attach" })) body.append(name, value);
    body.append("file", new Blob([new Uint8Array([0, 255, 13, 10])]), 'na"me\r\n\u202egpj.exe');
    const request = new Request("https://portal.example", { method: "POST", body });
    const headers = {
      Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "Content-Type": request.headers.get("content-type") ?? "",
      "Sec-Fetch-Site": "same-origin",
    };
    const reply1 = await portal.call(
      anEvent("POST", reply, { headers, body: Buffer.from(await request.arrayBuffer()) }),
    );
    assert.equal(reply1.status, 303);
    const [letter] = [...portal.letters.keptLetters.values()];
    const [file] = Object.values(letter?.files ?? {});
    assert.equal(file?.size, 4);
    assert.doesNotMatch(file?.name ?? "", /[\r\n\u202e"]/);
  });

  it("survives a session that ended: the text goes through signing in, even after a wrong password", async () => {
    const fields = await form();
    const long = "A long reply.\n".repeat(5000);
    browser.cookies.delete("__Host-session");
    const refused = await browser.post(reply, { ...fields, text: long, do: "send" });
    assert.equal(refused.status, 200);
    assert.match(textOf(refused), /what you wrote is kept/);
    const hidden = (html: string) => unescaped(hiddenFields(html));
    const wrong = await browser.post("/sign-in", { ...hidden(textOf(refused)), address, password: "not the password" });
    const right = await browser.post("/sign-in", { ...hidden(textOf(wrong)), address, password });
    assert.equal(right.headers.location, "/mpc/messages/m1/reply?note=saved");
    assert.equal(textareaOf(textOf(await browser.get(reply))), long);
    assert.equal(portal.accounts.state.effects.length, 0);
  });

  it("is shown again for copying when the form itself is out of date", async () => {
    const stale = await browser.post(reply, {
      ...(await form()),
      "form-token": "x".repeat(86),
      text: "my words",
      do: "send",
    });
    assert.equal(stale.status, 403);
    assert.equal(textareaOf(textOf(stale)), "my words");
  });

  it("keeps its text through whatever is wrong with the form", async () => {
    for (const [text, status] of [
      ["", 422],
      [" \n\t", 422],
      ["\u0000\u0007ok\u202e", 303],
      ["é".repeat(200_000), 303],
    ] as const) {
      const result = await browser.post(reply, { ...(await form()), text, do: "send" });
      assert.equal(result.status, status, JSON.stringify(text.slice(0, 10)));
    }
  });

  it("is not another recipient's to see, continue or send", async () => {
    const sent = await browser.post(reply, { ...(await form()), text: "secret words", do: "send" });
    const path = (sent.headers.location ?? "").replace("/mpc", "").replace("?now=1", "");
    await browser.post(reply, { ...(await form()), text: "a draft", do: "save" });
    const eve = await signedIn("eve@partner.example");
    for (const url of [path, `${path}/files/x`, reply, `${reply}?all=1`])
      assert.equal((await eve.get(url)).status, 404);
    const token = hiddenFields(textOf(await eve.get("/inbox")));
    const fields = { ...token, letter: path.split("/")[2] ?? "", kind: "reply", text: "x", do: "send" };
    assert.equal((await eve.post(reply, fields)).status, 404);
    assert.equal(
      (
        await upload(
          token,
          { letter: fields.letter, file: "file-0001", name: "a", size: 1, part: 0 },
          Buffer.alloc(1),
          eve,
        )
      ).status,
      404,
    );
  });

  it("is not offered where the profile does not allow it", async () => {
    const { rulesOf } = await import("../../../src/tracking/deposit.ts");
    const rules = { ...rulesOf(aDeposit()), replyAllowed: false, replyAllAllowed: false, composeAllowed: false };
    portal.mailbox.put(aDeposit({ rules }), aView());
    assert.doesNotMatch(textOf(await browser.get("/messages/m1")), /\/reply/);
    assert.equal((await browser.get(reply)).status, 403);
    assert.equal((await browser.get("/compose")).status, 403);
    const token = hiddenFields(textOf(await browser.get("/inbox")));
    const fields = { ...token, letter: "a".repeat(24), kind: "reply", text: "x", do: "send" };
    assert.equal((await browser.post(reply, fields)).status, 403);
  });

  it("can begin a conversation with company addresses only, where allowed", async () => {
    const { rulesOf } = await import("../../../src/tracking/deposit.ts");
    portal.mailbox.put(aDeposit({ rules: { ...rulesOf(aDeposit()), composeAllowed: true } }), aView());
    assert.match(textOf(await browser.get("/inbox")), /\/compose/);
    const fields = { ...(await form("/compose")), text: "Hello", subject: "News\r\nBcc: a@b.example", do: "send" };
    for (const to of ["", "eve@evil.example", "anna@northwind.example, eve@evil.example"]) {
      const refused = await browser.post("/compose", { ...fields, to });
      assert.deepEqual([refused.status, textareaOf(textOf(refused))], [422, "Hello"], to);
    }
    const sent = await browser.post("/compose", { ...fields, to: "Anna@northwind.example" });
    assert.equal(sent.status, 303);
    const letter = [...portal.letters.keptLetters.values()].at(-1);
    assert.deepEqual([letter?.to, letter?.subject], [["anna@northwind.example"], "News Bcc: a@b.example"]);
  });
});

function unescaped(fields: Record<string, string>): Record<string, string> {
  const plain = (text: string) =>
    text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
}
