import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Asking, resultOf } from "./a-condition.ts";

describe("“received over TLS”", () => {
  it("knows only what the ingress tells", async () => {
    const over = (tls?: boolean): Asking => ({
      facts: { envelope: { sender: null, recipients: [], ...(tls === undefined ? {} : { tls }) } },
    });
    assert.equal(await resultOf("received-over-tls", {}, over(true)), true);
    assert.equal(await resultOf("received-over-tls", { is: false }, over(true)), false);
    assert.equal(await resultOf("received-over-tls", { is: false }, over(false)), true);
    assert.equal(await resultOf("received-over-tls", {}, over()), "unknown");
  });
});
