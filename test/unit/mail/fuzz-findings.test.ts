import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseAddresses } from "../../../src/mail/addresses.ts";
import { parseParameters } from "../../../src/mail/parameters.ts";
import { aMail, findingsOf } from "./a-mail.ts";

const megabyte = 1_048_576;

describe("what fuzzing found", () => {
  it("a long word without an at sign is no address, however long it is", () => {
    assert.deepEqual(parseAddresses("tipart/l".repeat(megabyte / 8)), []);
    assert.deepEqual(parseAddresses(`${"a".repeat(megabyte)} bob@partner.example`), [
      { name: "", address: "bob@partner.example" },
    ]);
    assert.deepEqual(parseAddresses("@".repeat(megabyte)), []);
  });

  it("a parameter without its semicolon may be as long as a header", async () => {
    const value = "0123456789abcdef".repeat(megabyte / 16);
    assert.deepEqual(parseParameters(`text/plain name=${value}`).parameters.get("name"), [value]);
    assert.ok(!(await findingsOf(aMail(`Content-Type: text/plain name=${value}`, "", "x"))).includes("corrupt"));
  });

  it("a parameter may be given thousands of times", () => {
    const field = `text/plain${Array.from({ length: 50_000 }, (_, index) => `; name=a${index}`).join("")}`;
    assert.equal(parseParameters(field).parameters.get("name")?.length, 200);
    const broken = `text/plain ${Array.from({ length: 50_000 }, (_, index) => `name=a${index} `).join("")}`;
    assert.equal(parseParameters(broken).parameters.get("name")?.length, 200);
  });
});
