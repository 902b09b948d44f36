import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aMail, aMultipart, aPart } from "../../mail/a-mail.ts";
import { damaged, resultOf } from "./a-condition.ts";

const file = (name: string, type = "application/octet-stream", body = "hello") =>
  `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment\r\n\r\n${body}`;
const attachment = (name: string, type?: string) => aMultipart("multipart/mixed", "\r\nhello", file(name, type));
const zip = Buffer.from(
  "UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAFAAAAYS5leGVQSwECFAMUAAAAAAAAACEAAAAAAAAAAAAAAAAABQAAAAAAAAAAAAAAgAEAAAAAYS5leGVQSwUGAAAAAAEAAQAzAAAAIwAAAAAA",
  "base64",
);
const zipped = aMultipart(
  "multipart/mixed",
  "\r\nhello",
  `Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${zip.toString("base64")}`,
);
const lines = (...fields: string[]) => ({ raw: aMail(...fields, "", "text") });

describe("conditions on attachments", () => {
  it("know a kind by name, declared type or content (attachment-type)", async () => {
    const kinds = ["spreadsheet"];
    for (const name of ["a.xlsx", "a.XLS", "a.ods", "a.csv", "a.xlsm", "a.xls. ", "a.csv::$DATA"]) {
      assert.equal(await resultOf("attachment-type", { kinds }, { raw: attachment(name) }), true, name);
    }
    assert.equal(await resultOf("attachment-type", { kinds }, { raw: attachment("a.bin", "text/csv") }), true);
    assert.equal(await resultOf("attachment-type", { kinds }, { raw: attachment("a.txt", "text/plain") }), false);
  });

  it("know names by pattern (attachment-name)", async () => {
    const raw = attachment("my invoice7.PDF", "text/plain");
    assert.equal(await resultOf("attachment-name", { patterns: ["*INVOICE?.pdf"] }, { raw }), true);
    assert.equal(await resultOf("attachment-name", { patterns: ["invoice"] }, { raw }), false);
  });

  it("know extensions, inside archives too, or there only (attachment-extension)", async () => {
    const asked = (packed?: string) =>
      resultOf("attachment-extension", { extensions: ["exe"], ...(packed ? { packed } : {}) }, { raw: zipped });
    assert.equal(await resultOf("attachment-extension", { extensions: ["txt"] }, { raw: attachment("a.TXT") }), true);
    assert.equal(await asked(), true);
    assert.equal(await asked("only"), true);
    assert.equal(await asked("not"), false);
    assert.equal(
      await resultOf("attachment-extension", { extensions: ["exe"], packed: "only" }, { raw: attachment("a.exe") }),
      false,
    );
  });

  it("know whether there are any, how many and how large (attachment-present, -count, -size)", async () => {
    const two = aMultipart(
      "multipart/mixed",
      "\r\nhello",
      file("a.txt"),
      file("b.txt", "text/plain", "x".repeat(1_000)),
    );
    assert.equal(await resultOf("attachment-present", {}), false);
    assert.equal(await resultOf("attachment-present", {}, { raw: two }), true);
    assert.equal(await resultOf("attachment-count", { atLeast: 2, atMost: 2 }, { raw: two }), true);
    assert.equal(await resultOf("attachment-count", { atLeast: 3 }, { raw: two }), false);
    assert.equal(await resultOf("attachment-count", { atLeast: 2, packed: "also" }, { raw: zipped }), true);
    assert.equal(await resultOf("attachment-size", { atLeast: 1_000 }, { raw: two }), true);
    assert.equal(await resultOf("attachment-size", { atLeast: 1_001 }, { raw: two }), false);
    assert.equal(await resultOf("attachment-size", { atLeast: 1_001, of: "all-together" }, { raw: two }), true);
  });

  it("are unknown where an archive could not be opened", async () => {
    const raw = damaged;
    assert.equal(await resultOf("attachment-type", { kinds: ["spreadsheet"] }, { raw }), "unknown");
    assert.equal(await resultOf("attachment-extension", { extensions: ["exe"] }, { raw }), "unknown");
    assert.equal(await resultOf("attachment-name", { patterns: ["b*"] }, { raw }), "unknown");
    assert.equal(await resultOf("attachment-count", { atLeast: 2, packed: "also" }, { raw }), "unknown");
    assert.equal(await resultOf("attachment-count", { atMost: 1 }, { raw }), true);
    assert.equal(await resultOf("password-protected", {}, { raw }), "unknown");
  });
});

describe("conditions on the whole message", () => {
  const finding = (kind: string) => ({ facts: { findings: [{ kind, part: "1.2", detail: "x" }] } }) as never;

  it("see what the reader noticed (content-finding, unreadable, password-protected, already-encrypted)", async () => {
    assert.equal(await resultOf("content-finding", { findings: ["corrupt"] }, { raw: damaged }), true);
    assert.equal(await resultOf("content-finding", { findings: ["encrypted"] }, { raw: damaged }), false);
    assert.equal(await resultOf("unreadable", {}, { raw: damaged }), true);
    assert.equal(await resultOf("unreadable", { classes: ["over-budget"] }, { raw: damaged }), false);
    assert.equal(await resultOf("unreadable", {}), false);
    assert.equal(await resultOf("unreadable", { classes: ["over-budget"] }, finding("scan-incomplete")), true);
    assert.equal(await resultOf("password-protected", {}, finding("encrypted")), true);
    assert.equal(await resultOf("password-protected", {}), false);
    assert.equal(await resultOf("already-encrypted", {}), false);
    assert.equal(await resultOf("already-encrypted", {}, finding("already-encrypted")), true);
  });

  it("know the size, both ends included (message-size)", async () => {
    const { raw } = lines("Subject: x");
    assert.equal(await resultOf("message-size", { atLeast: raw.length, atMost: raw.length }, { raw }), true);
    assert.equal(await resultOf("message-size", { atLeast: raw.length + 1 }, { raw }), false);
    await assert.rejects(resultOf("message-size", {}), /atLeast, atMost or both/);
    await assert.rejects(resultOf("message-size", { atLeast: 2, atMost: 1 }), /in order/);
  });

  it("know importance and sensitivity as clients write them (importance, sensitivity)", async () => {
    assert.equal(await resultOf("importance", { is: ["high"] }, lines("X-Priority: 1 (Highest)")), true);
    assert.equal(await resultOf("importance", { is: ["high"] }, lines("Importance: High")), true);
    assert.equal(await resultOf("importance", { is: ["low"] }, lines("Priority: non-urgent")), true);
    assert.equal(await resultOf("importance", { is: ["normal"] }, lines("X-Priority: 3")), true);
    assert.equal(
      await resultOf("sensitivity", { is: ["confidential"] }, lines("Sensitivity: Company-Confidential")),
      true,
    );
    assert.equal(await resultOf("sensitivity", { is: ["normal"] }), true);
  });

  it("know the type of the message (message-type)", async () => {
    const is = (type: string, asking: object) => resultOf("message-type", { is: [type] }, asking);
    assert.equal(await is("normal", {}), true);
    assert.equal(await is("automatic", lines("Auto-Submitted: auto-replied")), true);
    assert.equal(await is("list", lines("List-Id: <a.example>")), true);
    assert.equal(await is("calendar", { raw: aPart({ "Content-Type": "text/calendar" }, "BEGIN:VCALENDAR") }), true);
    assert.equal(await is("report", { raw: aMultipart("multipart/report", "\r\nfailed") }), true);
    assert.equal(await is("signed", { raw: aMultipart("multipart/signed", "\r\nx", "\r\ny") }), true);
    assert.equal(await is("encrypted", finding("already-encrypted")), true);
    assert.equal(await is("normal", finding("already-encrypted")), false);
    const ownNotice = { facts: { envelope: { sender: null, recipients: [], ownNotice: true } } };
    assert.equal(await is("own-notice", ownNotice), true);
  });
});

describe("conditions on time", () => {
  it("know days in their time zone, both ends included (date-range)", async () => {
    const settings = { from: "2026-03-05", to: "2026-03-06", timeZone: "Asia/Tokyo" };
    assert.equal(await resultOf("date-range", settings, { now: "2026-03-04T14:59:00Z" }), false);
    assert.equal(await resultOf("date-range", settings, { now: "2026-03-04T15:00:00Z" }), true);
    assert.equal(await resultOf("date-range", settings, { now: "2026-03-06T14:59:00Z" }), true);
    assert.equal(await resultOf("date-range", settings, { now: "2026-03-06T15:00:00Z" }), false);
    await assert.rejects(resultOf("date-range", { from: "2026-03-05", to: "2026-03-01" }), /ends before it begins/);
    await assert.rejects(resultOf("date-range", { from: "2026-03-05", timeZone: "Mars/Base" }), /time zone/);
  });

  it("know hours of the week, past midnight too, through changes of the clocks (weekly-hours)", async () => {
    const at = (now: string, hours: object, timeZone = "Europe/Berlin") =>
      resultOf("weekly-hours", { hours: [hours], timeZone }, { now });
    const office = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" };
    assert.equal(await at("2026-03-27T08:30:00Z", office), true);
    assert.equal(await at("2026-03-30T07:30:00Z", office), true, "summer time since 29 March");
    assert.equal(await at("2026-03-27T07:30:00Z", office), false);
    assert.equal(await at("2026-03-27T16:00:00Z", office), false, "the end does not belong to it");
    const night = { days: ["fri"], from: "22:00", to: "06:00" };
    assert.equal(await at("2026-03-27T21:30:00Z", night), true);
    assert.equal(await at("2026-03-28T03:00:00Z", night), true);
    assert.equal(await at("2026-03-27T03:00:00Z", night), false);
  });
});
