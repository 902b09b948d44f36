import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { SignInRefusedError } from "../../../src/gateway/delivery.ts";
import { keepHouse } from "../../../src/gateway/keep-house.ts";
import { type AGateway, aGateway, aMessage } from "../../support/a-gateway.ts";
import { aDelivery } from "../tls/a-policy.ts";

describe("mail by a mail server that refuses the gateway's sign-in", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
    gateway.tls.smtpRoute = true;
  });
  after(() => gateway.close());
  afterEach(() => {
    gateway.sent.length = gateway.refuse.length = gateway.logged.length = 0;
    gateway.setTime("2026-11-22T10:00:00Z");
  });
  const through = async (given: object, refusals = 1) => {
    gateway.setTime("2026-11-22T10:00:00Z");
    gateway.tls.policies = { delivery: [aDelivery({ id: "out", route: "smtp", ...given })] };
    for (let time = 0; time < refusals; time += 1)
      gateway.refuse.push(new SignInRefusedError("535 5.7.8 Who are you?", null));
    const messageId = await gateway.receive(aMessage());
    const read = async () => {
      const [recipient] = await gateway.ports.ledger.recipients(messageId);
      return { ...(recipient ?? assert.fail("no recipient")), events: await gateway.timelineOf(messageId) };
    };
    return { messageId, read };
  };
  const enforced = (whenUnavailable: string) => ({ option: "enforced", whenUnavailable });

  it("is sealed at once where a policy says so, and says why", async () => {
    const { read } = await through(enforced("mpc"));
    const { state, answer, reason, events } = await read();
    assert.equal(state, "sealed");
    assert.match(answer ?? "", /^4\.7\.8 535 5\.7\.8 Who are you\?/);
    assert.match(
      reason ?? "",
      /the company's own mail server, by which a Secure Delivery policy sends it, did not take/,
    );
    assert.ok(events.includes("failed") && !events.includes("tls-failed"), events.join());
    assert.ok(gateway.logged.some((line) => line.includes("smtp-sign-in-refused")));
  });

  it("is returned where a policy says so, with the server's words", async () => {
    const { read } = await through(enforced("return"));
    assert.equal((await read()).state, "bounced");
    assert.match(String(gateway.sent[0]?.raw), /^Diagnostic-Code: x-sealgate; 4\.7\.8 535 5\.7\.8 Who are you\?/m);
  });

  it("is held and tried again where a policy says so", async () => {
    const { read } = await through(enforced("hold"));
    assert.equal((await read()).state, "held");
    gateway.setTime("2026-11-22T11:00:01Z");
    await keepHouse(gateway.ports);
    assert.equal((await read()).state, "delivered");
  });

  it("waits for a new password where TLS is only welcome, and tracking says so once", async () => {
    const { read } = await through({ option: "opportunistic" }, 2);
    assert.deepEqual([(await read()).state, gateway.sent.length], ["pending", 0]);
    gateway.setTime("2026-11-22T10:01:01Z");
    await keepHouse(gateway.ports);
    gateway.setTime("2026-11-22T10:04:01Z");
    await keepHouse(gateway.ports);
    const { state, events } = await read();
    assert.equal(state, "delivered");
    assert.equal(events.filter((event) => event === "failed").length, 1);
  });

  it("ends in its policy's fallback when a day of tries has passed", async () => {
    const { read } = await through(enforced("mpc"), 0);
    assert.equal((await read()).state, "delivered");
    gateway.refuse.push(...Array.from({ length: 40 }, () => new Error("the server is away")));
    const away = await through(enforced("mpc"), 0);
    for (let minutes = 1; (await away.read()).state === "pending"; minutes += 60) {
      assert.ok(minutes < 3 * 24 * 60, "it never ends");
      gateway.setTime(new Date(Date.parse("2026-11-22T10:00:30Z") + minutes * 60_000).toISOString());
      await keepHouse(gateway.ports);
    }
    const { state, answer } = await away.read();
    assert.deepEqual([state, answer], ["sealed", "4.4.1 no try succeeded within a day"]);
  });
});
