import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { whyForeign } from "../../../src/gateway/prove-ours.ts";
import { readMessage } from "../../../src/mail/read-message.ts";
import { aMessage, asStored, connectorSecret, type Receiving } from "../../support/a-gateway.ts";

const settings = {
  gatewayDomain: "gw.company.example",
  companyDomains: ["company.example"],
  connectorNetworks: ["192.0.2.0/24", "2001:db8::/32"],
} as unknown as Parameters<typeof whyForeign>[2];

async function verdict(options: Receiving, edit: (stored: string) => string = (stored) => stored) {
  const stored = asStored(aMessage(), { sourceIp: "192.0.2.7", ...options }).toString();
  const message = await readMessage(Buffer.from(edit(stored)));
  return whyForeign(message, options.from ?? "anna@company.example", settings, [connectorSecret]);
}

const withDkim = (result: string) => (stored: string) => stored.replace("dkim=none", result);

describe("whether a message is ours", () => {
  it("needs network, sender and proof together", async () => {
    assert.equal(await verdict({}), null);
    assert.equal(await verdict({ sourceIp: "2001:db8::1" }), null);
    assert.equal(await verdict({ sourceIp: "198.51.100.1" }), "source-network");
    assert.equal(await verdict({ from: "anna@notcompany.example" }), "sender-domain");
    assert.equal(await verdict({ from: "anna@sub.company.example" }), "sender-domain");
    assert.equal(await verdict({ secret: null }), "tenant-proof");
    assert.equal(await verdict({ secret: "wrong" }), "tenant-proof");
  });

  it("takes DKIM of a company domain as proof, as SES saw it", async () => {
    const pass = "dkim=pass header.i=@company.example";
    assert.equal(await verdict({ secret: null }, withDkim(pass)), null);
    assert.equal(await verdict({ secret: null }, withDkim("dkim=pass header.i=@evil.example")), "tenant-proof");
    assert.equal(await verdict({ secret: null }, withDkim("dkim=fail header.i=@company.example")), "tenant-proof");
  });

  it("does not believe results or relays that the message brought along", async () => {
    const forged = (stored: string) =>
      stored.replace(
        "From: Anna",
        "Authentication-Results: amazonses.com; dkim=pass header.i=@company.example\r\nFrom: Anna",
      );
    assert.equal(await verdict({ secret: null }, forged), "tenant-proof");
    const relayed = (stored: string) =>
      stored.replace(
        "From: Anna",
        "Received: from a (a [192.0.2.7]) by inbound-smtp.us-east-1.amazonaws.com with SMTP id b; Sun, 22 Nov 2026 10:00:00 +0000\r\nFrom: Anna",
      );
    assert.equal(await verdict({ sourceIp: "198.51.100.1" }, relayed), "source-network");
  });

  it("refuses a secret that is given twice", async () => {
    const twice = (stored: string) =>
      stored.replace("From: Anna", `X-Sealgate-Connector: ${connectorSecret}\r\nFrom: Anna`);
    assert.equal(await verdict({}, twice), "tenant-proof");
  });

  it("judges the null sender by its single header From", async () => {
    assert.equal(await verdict({ from: "" }), null);
    const foreign = (stored: string) => stored.replace("<anna@company.example>\r\nTo", "<x@evil.example>\r\nTo");
    assert.equal(await verdict({ from: "" }, foreign), "sender-domain");
    const two = (stored: string) => stored.replace("From: Anna", "From: x@evil.example\r\nFrom: Anna");
    assert.equal(await verdict({ from: "" }, two), "sender-domain");
  });
});
