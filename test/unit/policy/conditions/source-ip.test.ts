import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Asking, resultOf } from "./a-condition.ts";

describe("“source address is in”", () => {
  it("matches addresses and networks of both families, and is unknown without one", async () => {
    const at = (sourceIp?: string): Asking => ({
      facts: { envelope: { sender: null, recipients: [], ...(sourceIp === undefined ? {} : { sourceIp }) } },
    });
    const networks = ["192.0.2.0/24", "198.51.100.7", "2001:db8::/32"];
    assert.equal(await resultOf("source-ip", { networks }, at("192.0.2.200")), true);
    assert.equal(await resultOf("source-ip", { networks }, at("198.51.100.7")), true);
    assert.equal(await resultOf("source-ip", { networks }, at("198.51.100.8")), false);
    assert.equal(await resultOf("source-ip", { networks }, at("2001:db8:1::5")), true);
    assert.equal(await resultOf("source-ip", { networks }, at()), "unknown");
    await assert.rejects(resultOf("source-ip", { networks: ["192.0.2.0/33"] }), /must be an IP address/);
  });
});
