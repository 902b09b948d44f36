import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { KMSClient } from "@aws-sdk/client-kms";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { encryptionSdkSealer as sealer } from "../../../src/aws/encryption-sdk-sealer.ts";
import { KmsKeyWrapper } from "../../../src/aws/kms-key-wrapper.ts";
import { aCloud } from "../../support/a-cloud.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const canary = "canary-of-a-secret";
const bob = { address: "bob@partner.example", recipientId: "r-bob" };
const carol = { address: "carol@third.example", recipientId: "r-carol" };
const large = Buffer.from(`${canary} `.repeat(200_000));
const paths = ["", "?as=text", "/body", "/body?print=1", "/attachments/0", "/attachments/1", "/attachments.zip"];
const pages = [...paths, "/message.eml", "/headers", "/reply"];

describe("sealed objects that were tampered with", () => {
  const objects = new Map<string, Buffer>();
  let cloud: Awaited<ReturnType<typeof aCloud>>;
  let keys: KmsKeyWrapper;
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  let untouched: [string, Buffer][];
  before(async () => {
    cloud = await aCloud({ modules: [kmsModule], resources: { Key: { Type: "AWS::KMS::Key", Properties: {} } } });
    keys = new KmsKeyWrapper(new KMSClient(cloud.client()), cloud.ref("Key"));
    portal = await aPortal();
    const store = {
      putPart: async () => undefined,
      getPart: async ({ messageId, part }: { messageId: string; part: string }) =>
        objects.get(`${messageId}/${part}`) ?? null,
      putKey: async () => undefined,
      getKey: async ({ messageId, recipientId }: { messageId: string; recipientId: string }) =>
        objects.get(`keys/${messageId}/${recipientId}`) ?? null,
    };
    Object.assign(portal.context, { opening: { sealer, keys, store } });
    for (const messageId of ["m1", "m2"]) await deposit(messageId);
    browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address: bob.address });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password: "violet tractor hums" };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    untouched = [...objects];
  });
  after(() => cloud.close());
  beforeEach(() => {
    objects.clear();
    for (const [name, bytes] of untouched) objects.set(name, bytes);
  });

  const deposit = async (messageId: string) => {
    const subject = `${canary} of ${messageId}`;
    const attachments = ["a", "b"].map((name) => ({
      name: `${name}.txt`,
      type: "text/plain",
      size: large.length,
      inline: false,
    }));
    const view = aView({ subject, text: canary, html: `<p>${canary}`, attachments });
    for (const { address, recipientId } of [bob, carol])
      portal.mailbox.put(aDeposit({ address, recipientId, messageId, subject: "A contract" }), view);
    const contentKey = sealer.newContentKey();
    const parts = {
      view: Buffer.from(JSON.stringify(view)),
      "message.eml": Buffer.from(`Subject: ${canary}\r\n\r\n${canary}\r\n`),
      "attachments/0": large,
      "attachments/1": Buffer.from(`${canary} b`),
    };
    for (const [part, plain] of Object.entries(parts))
      objects.set(`${messageId}/${part}`, await sealer.seal(contentKey, { messageId, part }, plain));
    for (const { recipientId } of [bob, carol])
      objects.set(
        `keys/${messageId}/${recipientId}`,
        Buffer.from(await keys.wrap(contentKey, { messageId, recipientId })),
      );
  };
  const take = (name: string) => {
    const found = objects.get(name);
    assert.ok(found, name);
    return found;
  };
  const swap = (one: string, other: string) => {
    const [first, second] = [take(one), take(other)];
    objects.set(one, second).set(other, first);
  };
  /** Every page that shows the part refuses, and says not one word of what was sealed. */
  const isRefused = async (which: RegExp, about: string) => {
    for (const path of pages.filter((one) => which.test(one))) {
      const reply = await browser.get(`/messages/m1${path}`);
      assert.equal(reply.status, 500, `${about}: ${path}`);
      assert.equal(reply.body.includes(canary), false, `${about}: ${path}`);
      assert.doesNotMatch(textOf(reply), /canary/, `${about}: ${path}`);
      assert.doesNotMatch(reply.headers["content-type"] ?? "", /zip|rfc822|plain/, `${about}: ${path}`);
    }
  };
  /** Which pages read which part. */
  const reads: Readonly<Record<string, RegExp>> = {
    view: /^$|^\?|body|attachments|reply/,
    "message.eml": /eml|headers/,
    "attachments/0": /attachments\/0|zip/,
    "attachments/1": /attachments\/1|zip/,
  };

  it("are whole to begin with", async () => {
    for (const path of pages) assert.equal((await browser.get(`/messages/m1${path}`)).status, 200, path);
    assert.ok((await browser.get("/messages/m1/attachments/0")).body.equals(large));
  });

  for (const [part, which] of Object.entries(reads)) {
    it(`are refused when a bit of ${part} is not as it was, wherever it lies`, async () => {
      const sealed = take(`m1/${part}`);
      const places = [0, 1, 50, 200, sealed.length >> 1, sealed.length - 400, sealed.length - 17, sealed.length - 1];
      for (const at of places.filter((place) => place >= 0)) {
        const altered = Buffer.from(sealed);
        altered[at] = (altered[at] ?? 0) ^ 4;
        objects.set(`m1/${part}`, altered);
        await isRefused(which, `bit ${at}`);
      }
    });

    it(`are refused when ${part} is cut short`, async () => {
      const sealed = take(`m1/${part}`);
      const frame = Math.floor(sealed.length / 1_048_576) * 1_048_576;
      for (const length of new Set([0, 10, frame, sealed.length >> 1, sealed.length - 1])) {
        objects.set(`m1/${part}`, sealed.subarray(0, length));
        await isRefused(which, `cut to ${length}`);
      }
    });

    it(`are refused when ${part} is another part, or that of another message`, async () => {
      for (const other of [
        ...Object.keys(reads)
          .filter((one) => one !== part)
          .map((one) => `m1/${one}`),
        `m2/${part}`,
      ]) {
        swap(`m1/${part}`, other);
        await isRefused(which, other);
        swap(`m1/${part}`, other);
      }
    });
  }

  it("say what was sealed and nothing else when bytes were added behind their end", async () => {
    objects.set("m1/attachments/0", Buffer.concat([take("m1/attachments/0"), Buffer.from("and more")]));
    assert.ok((await browser.get("/messages/m1/attachments/0")).body.equals(large));
  });

  it("are refused with another recipient's key, another message's, an altered one, or none of ours", async () => {
    const own = `keys/m1/${bob.recipientId}`;
    for (const other of [`keys/m1/${carol.recipientId}`, `keys/m2/${bob.recipientId}`]) {
      swap(own, other);
      await isRefused(/./, other);
      await isRefused(/^$/, other);
      swap(own, other);
    }
    const key = take(own);
    for (const wrong of [
      Buffer.from(key).fill(7, key.length - 20),
      key.subarray(0, 40),
      Buffer.alloc(0),
      Buffer.alloc(32),
    ]) {
      objects.set(own, wrong);
      await isRefused(/./, `a key of ${wrong.length} bytes`);
    }
  });

  it("are refused even when message and key were both exchanged for another message's", async () => {
    for (const part of Object.keys(reads)) swap(`m1/${part}`, `m2/${part}`);
    swap(`keys/m1/${bob.recipientId}`, `keys/m2/${bob.recipientId}`);
    await isRefused(/./, "all of it");
    const messageId = "m1";
    const contentKey = await keys.unwrap(take(`keys/m2/${bob.recipientId}`), {
      messageId,
      recipientId: bob.recipientId,
    });
    const foreign = await sealer.seal(contentKey, { messageId: "m2", part: "view" }, Buffer.from(canary));
    objects.set("m1/view", foreign);
    await isRefused(reads.view ?? /./, "sealed with the right key for another message");
  });

  it("leave nothing in the log but a code", () => {
    assert.match(portal.lines.join("\n"), /unseal/);
    assert.doesNotMatch(portal.lines.join("\n"), /canary|bob@|partner/);
  });
});
