import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readMessage } from "../../../src/mail/read-message.ts";
import { receivedOverTls } from "../../../src/mail/received-over-tls.ts";
import { aMail } from "./a-mail.ts";

const told = async (...received: string[]) => {
  const raw = aMail(...received.map((value) => `Received: ${value}`), "Subject: x", "", "y");
  return receivedOverTls((await readMessage(raw)).headers);
};

describe("what the topmost Received field says of TLS", () => {
  const overTls = [
    "from a.example (a.example [192.0.2.1]) by mx.example with ESMTPS id 1; Mon, 1 Jan 2026 00:00:00 +0000",
    "from a.example by mx.example with UTF8SMTPSA id 1",
    "from a.example by mx.example with ESMTP id 1 (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256)",
    "from a.example by mx.example (8.15.2/8.15.2) with ESMTP id 1 (version=TLSv1.2)",
    "from a.example (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384) by mx.example (Postfix) with ESMTP id 1",
  ];
  for (const field of overTls) it(`is that it was used: ${field}`, async () => assert.equal(await told(field), true));

  it("is nothing where it names a protocol that either could have", async () => {
    assert.equal(await told("from a.example by inbound-smtp.us-east-1.amazonaws.com with SMTP id 1"), undefined);
    assert.equal(await told("from a.example by mx.example with ESMTP id 1"), undefined);
    assert.equal(await told(), undefined);
  });

  it("does not come from a field further down", async () => {
    assert.equal(await told("from a by b with SMTP id 1", "from c by d with ESMTPS id 2"), undefined);
  });
});
