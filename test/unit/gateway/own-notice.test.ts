import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isOwnNotice } from "../../../src/gateway/prove-ours.ts";
import { readMessage } from "../../../src/mail/read-message.ts";
import { aMail } from "../mail/a-mail.ts";

const gateway = "gw.company.example";

async function isOurs(results: string, from = `notices@${gateway}`): Promise<boolean> {
  const raw = aMail(`Authentication-Results: ${results}`, `From: Portal <${from}>`, "Subject: x", "", "y");
  return isOwnNotice(await readMessage(raw), gateway);
}

describe("a notice of this gateway", () => {
  it("is known by its signature, as SES saw it", async () => {
    assert.equal(await isOurs(`amazonses.com; spf=pass; dkim=pass header.i=@${gateway}; dmarc=pass`), true);
  });

  it("is not known by its header alone, nor by another's signature or word", async () => {
    assert.equal(await isOurs("amazonses.com; spf=pass; dkim=none"), false);
    assert.equal(await isOurs("amazonses.com; dkim=pass header.i=@company.example"), false);
    assert.equal(await isOurs(`mx.other.example; dkim=pass header.i=@${gateway}`), false);
    assert.equal(await isOurs(`amazonses.com; dkim=pass header.i=@${gateway}`, "x@company.example"), false);
  });
});
