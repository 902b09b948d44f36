import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aMultipart, aPart } from "../../mail/a-mail.ts";
import { type Asking, resultOf, withFields, withFinding } from "./a-condition.ts";

describe("“message type is”", () => {
  it("knows what kind of message it is", async () => {
    const is = (type: string, asking: Asking) => resultOf("message-type", { is: [type] }, asking);
    assert.equal(await is("normal", {}), true);
    assert.equal(await is("automatic", withFields("Auto-Submitted: auto-replied")), true);
    assert.equal(await is("list", withFields("List-Id: <a.example>")), true);
    assert.equal(await is("calendar", { raw: aPart({ "Content-Type": "text/calendar" }, "BEGIN:VCALENDAR") }), true);
    assert.equal(await is("report", { raw: aMultipart("multipart/report", "\r\nfailed") }), true);
    assert.equal(await is("signed", { raw: aMultipart("multipart/signed", "\r\nx", "\r\ny") }), true);
    assert.equal(await is("encrypted", withFinding("already-encrypted", "1")), true);
    assert.equal(await is("normal", withFinding("already-encrypted", "1")), false);
    assert.equal(await is("encrypted", withFinding("already-encrypted", "1.2")), false, "one part among others");
    const ownNotice = { facts: { envelope: { sender: null, recipients: [], ownNotice: true } } };
    assert.equal(await is("own-notice", ownNotice), true);
  });
});
