import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { resetPassword } from "../../../src/gateway/effects/reset-password.ts";
import { type AGateway, aGateway, aMessage } from "../../support/a-gateway.ts";

const taken = { id: "j_again", attempts: 1, repeated: false };

describe("asking for an activation mail again", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());

  it("sends one to an address without an account that has a message waiting, and nothing to any other", async () => {
    await gateway.receive(aMessage({ body: "card 4111 1111 1111 1111" }));
    const before = gateway.sent.length;
    const ask = (address: string) => resetPassword.carryOut(gateway.ports, { kind: "reset-password", address }, taken);
    assert.ok(await ask("bob@partner.example"));
    assert.equal(await ask("nobody@partner.example"), null);
    const again = gateway.sent.slice(before);
    assert.deepEqual(
      again.map(({ to, tls }) => [to, tls]),
      [[["bob@partner.example"], "require"]],
    );
    assert.match(again[0]?.raw.toString() ?? "", /\/mpc\/a\//);
  });
});
