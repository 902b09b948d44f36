import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DynamoLetters } from "../../../src/aws/dynamodb-letters.ts";
import { DynamoOutboxStore } from "../../../src/aws/dynamodb-outbox-store.ts";
import { systemClock } from "../../../src/clock.ts";
import type { Letter, Sending } from "../../../src/pickup/letters/letter.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const address = "bob@partner.example";

describe("letters in the ledger table", () => {
  let stores: SomeStores;
  let letters: DynamoLetters;
  const rung: unknown[] = [];
  before(async () => {
    stores = await someStores();
    const bell = { ring: async (about: unknown) => void rung.push(about) };
    letters = new DynamoLetters(stores.client, stores.ledger, systemClock, bell);
  });
  after(() => stores.close());
  const aLetter = (letterId: string, about = letterId): Letter => ({
    address,
    letterId,
    about,
    kind: "reply",
    state: "draft",
    createdAt: "2026-11-22T10:00:00.000Z",
    changedAt: "2026-11-22T10:00:00.000Z",
    subject: "",
    to: [],
    outsiders: [],
    files: {},
    announced: 0,
  });
  const sending: Sending = {
    kind: "reply",
    subject: "Re: x",
    to: ["anna@company.example"],
    outsiders: [],
    authorName: "Bob",
    sentAt: "2026-11-22T10:05:00.000Z",
    expiresAt: "2099-01-01T00:00:00.000Z",
  };
  const effect = (letterId: string) => ({ kind: "reply", address, letterId }) as const;
  const file = (size: number) => ({ name: "a", type: "text/plain", size, arrived: {} });
  const written = async (letterId: string) => {
    const letter = aLetter(letterId);
    await letters.begin(letter);
    await letters.write(letter, { textPart: "text/1" }, new Date());
    return { ...letter, textPart: "text/1" };
  };

  it("keep one draft for each message, whoever races", async () => {
    const begun = await Promise.all(["a1", "a2", "a3"].map((id) => letters.begin(aLetter(id, "m1"))));
    assert.equal(begun.filter(Boolean).length, 1);
    assert.equal((await letters.draft(address, "m1"))?.state, "draft");
    assert.equal(await letters.draft("eve@partner.example", "m1"), null);
  });

  it("take files up to the limit in all, whoever races, and give the room back", async () => {
    const letter = await written("b1");
    const most = { bytes: 10, files: 3 };
    const took = await Promise.all(["f1", "f2", "f3"].map((id) => letters.announce(letter, id, file(4), most)));
    assert.equal(took.filter(Boolean).length, 2);
    const now = (await letters.find(address, "b1")) as Letter;
    const [first = ""] = Object.keys(now.files);
    assert.equal(await letters.announce(letter, first, file(1), most), false);
    assert.equal(await letters.arrived(letter, first, 0, 4), true);
    assert.equal(await letters.arrived(letter, "unknown", 0, 4), false);
    assert.deepEqual((await letters.find(address, "b1"))?.files[first]?.arrived, { "0": 4 });
    await Promise.all([letters.remove(now, first), letters.remove(now, first)]);
    assert.equal((await letters.find(address, "b1"))?.announced, 4);
  });

  it("queue once, with the effect in the same step", async () => {
    const letter = await written("c_1");
    const queued = await Promise.all([1, 2, 3].map(() => letters.queue(letter, sending, effect("c_1"))));
    assert.equal(queued.filter(Boolean).length, 1);
    const item = await new DynamoOutboxStore(stores.client, stores.ledger).find("j_send-c-1");
    assert.deepEqual(item?.effect, effect("c_1"));
    assert.deepEqual(rung, [{ id: "j_send-c-1" }]);
    assert.equal(await letters.write(letter, { textPart: "text/2" }, new Date()), false);
    assert.equal(await letters.draft(address, "c_1"), null);
    assert.equal(await letters.begin(aLetter("c2", "c_1")), true);
  });

  it("do not queue what was changed after it was read", async () => {
    const letter = await written("d1");
    await letters.write(letter, { textPart: "text/2" }, new Date());
    assert.equal(await letters.queue(letter, sending, effect("d1")), false);
    assert.equal((await letters.find(address, "d1"))?.state, "draft");
  });

  it("settle in order: sent, then perhaps failed, and failed only once", async () => {
    const letter = await written("e1");
    assert.equal(await letters.settle(letter, "sent", {}), false);
    await letters.queue(letter, sending, effect("e1"));
    assert.equal(await letters.settle(letter, "sent", {}), true);
    const lost = { failure: "550 no", effect: { kind: "reply-failed", address, letterId: "e1" } as const };
    assert.equal(await letters.settle(letter, "failed", lost), true);
    assert.equal(await letters.settle(letter, "failed", lost), false);
    assert.equal(await letters.settle(letter, "sent", {}), false);
    assert.equal((await letters.find(address, "e1"))?.failure, "550 no");
  });

  it("list what left, newest first, page by page, to its author alone", async () => {
    const first = await letters.list(address, { limit: 1 });
    assert.equal(first.letters.length, 1);
    const rest = await letters.list(address, { limit: 10, cursor: first.cursor });
    assert.deepEqual([...first.letters, ...rest.letters].map(({ letterId }) => letterId).sort(), ["c_1", "e1"]);
    const foreign = await letters.list("eve@partner.example", { limit: 10, cursor: first.cursor });
    assert.deepEqual(foreign.letters, []);
  });
});
