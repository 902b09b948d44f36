import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dkimPassDomains } from "../../../src/mail/authentication-results.ts";
import { isAutomatic } from "../../../src/mail/automatic.ts";
import { parseHeaderBlock } from "../../../src/mail/header-block.ts";
import { readLimits } from "../../../src/mail/limits.ts";
import { topReceived } from "../../../src/mail/received.ts";
import { aMail } from "./a-mail.ts";

const headersOf = (...lines: string[]) => {
  const raw = aMail(...lines, "", "x");
  return parseHeaderBlock(raw, 0, raw.length, readLimits).fields;
};
const service = "by inbound-smtp.us-east-1.amazonaws.com with SMTP id abc";

describe("the source of a message", () => {
  it("is the address in the topmost Received field", () => {
    const headers = headersOf(
      `Received: from mx.company.example (mx.company.example [192.0.2.7])`,
      ` ${service}`,
      " for bob; Mon",
      "Received: from x (y [10.0.0.1]) by mx",
    );
    assert.deepEqual(topReceived(headers), { sourceIp: "192.0.2.7", helo: "mx.company.example" });
  });

  it("may be an IPv6 address", () => {
    assert.deepEqual(topReceived(headersOf(`Received: from m (m [2001:db8::7]) ${service} `)), {
      sourceIp: "2001:db8::7",
      helo: "m",
    });
  });

  it("is unknown when another host wrote the field, or a forged one stands below", () => {
    assert.equal(
      topReceived(
        headersOf(
          "Received: from a (a [192.0.2.7]) by mx.evil.example ",
          `Received: from m (m [192.0.2.8]) ${service} `,
        ),
      ),
      null,
    );
    assert.equal(
      topReceived(headersOf(`Received: from a (a [192.0.2.7]) by inbound-smtp.us-east-1.amazonaws.com.evil.example x`)),
      null,
    );
    assert.equal(topReceived([]), null);
  });

  it("does not come from what the sender says of itself", () => {
    const headers = headersOf(
      `Received: from [10.0.0.1] (evil [203.0.113.9]) ${service} for "x (m [192.0.2.7]) by inbound-smtp.us-east-1.amazonaws.com "@b; Mon`,
    );
    assert.deepEqual(topReceived(headers), { sourceIp: "203.0.113.9", helo: "[10.0.0.1]" });
  });
});

describe("domains proven by DKIM", () => {
  const results = (text: string) => dkimPassDomains(headersOf(`Authentication-Results: ${text}`));

  it("are those with a pass in the service's topmost field", () => {
    assert.deepEqual(
      results(
        "amazonses.com; spf=pass (x) client-ip=1.2.3.4; dkim=pass header.i=@Company.example; dkim=fail header.i=@b.example; dmarc=pass",
      ),
      ["company.example"],
    );
    assert.deepEqual(results("amazonses.com; dkim=pass header.d=company.example;"), ["company.example"]);
  });

  it("are none when somebody else wrote the field or one stands above it", () => {
    assert.deepEqual(results("mx.evil.example; dkim=pass header.i=@company.example"), []);
    assert.deepEqual(
      dkimPassDomains(
        headersOf(
          "Authentication-Results: amazonses.com; dkim=none",
          "Authentication-Results: amazonses.com; dkim=pass header.i=@company.example",
        ),
      ),
      [],
    );
  });

  it("cannot be smuggled in through an envelope address or comment", () => {
    assert.deepEqual(
      results('amazonses.com; spf=fail envelope-from="x; dkim=pass header.i=@company.example"@evil.example; dkim=none'),
      [],
    );
    assert.deepEqual(results("amazonses.com; spf=fail (; dkim=pass header.i=@company.example); dkim=none"), []);
    assert.deepEqual(results('amazonses.com; spf=fail helo="; dkim=pass header.i=@company.example'), []);
  });
});

describe("automatic mail", () => {
  it("is recognised by its null sender or its fields", () => {
    assert.equal(isAutomatic([], null), true);
    for (const field of [
      "Auto-Submitted: auto-replied",
      "Precedence: bulk",
      "List-Id: <x>",
      "Content-Type: multipart/report; x=y",
    ]) {
      assert.equal(isAutomatic(headersOf(field), "a@b.example"), true, field);
    }
    assert.equal(isAutomatic(headersOf("Auto-Submitted: no", "Subject: x"), "a@b.example"), false);
  });
});
