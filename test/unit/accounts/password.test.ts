import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newGeneratedPassword, normalGeneratedPassword } from "../../../src/accounts/generated-password.ts";
import { hashPassword, passwordFault, verifyPassword } from "../../../src/accounts/password.ts";
import { systemClock } from "../../../src/clock.ts";

describe("passwords", () => {
  it("are hashed by argon2id at its agreed cost, salted, and verified", async () => {
    const [one, two] = await Promise.all([hashPassword("violet tractor hums"), hashPassword("violet tractor hums")]);
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.notEqual(one, two);
    assert.equal(await verifyPassword("violet tractor hums", one), true);
    assert.equal(await verifyPassword("violet tractor hum", one), false);
  });

  it("are the same however the keyboard composed their letters", async () => {
    assert.equal(await verifyPassword("cafe\u0301 au lait noir", await hashPassword("caf\u00e9 au lait noir")), true);
  });

  it("are never right for an account that does not exist", async () => {
    assert.equal(await verifyPassword("", null), false);
    assert.equal(await verifyPassword("violet tractor hums", null), false);
  });

  it("have 12 to 128 characters, counted as people count them", () => {
    assert.equal(passwordFault("kTz8-wq1Lm3"), "too-short");
    assert.equal(passwordFault("kTz8-wq1Lm3v"), null);
    assert.equal(passwordFault("🦊🌊🎈🧭🪁🧵🫖🪴🪵"), "too-short");
    assert.equal(passwordFault("🦊🌊🎈🧭🪁🧵🫖🪴🪵🧲🪀🧩"), null);
    assert.equal(passwordFault("violet tractor ".repeat(9)), "too-long");
  });

  for (const common of [
    "password1234",
    "Password!2026",
    "p@ssw0rd1234",
    "123456789012",
    "aaaaaaaaaaaa",
    "abababababab",
    "abcdefghijklmnop",
    "qwertyuiop123",
    "iloveyou2026!",
    "correct horse battery staple".replaceAll(" ", ""),
    "199012311990",
    "welcome welcome 1",
  ]) {
    it(`refuses ${common} as easy to guess`, () => assert.equal(passwordFault(common), "common"));
  }

  it("refuses one's own address or name", () => {
    assert.equal(passwordFault("bob@partner.example", ["bob@partner.example"]), "common");
    assert.equal(passwordFault("BobDupontier2026", ["bobdupontier"]), "common");
  });

  for (const fine of [
    "violet tractor hums",
    "Tr0ub4dor&3xyz",
    "mein Hund heißt Emil",
    "3.14159 ist keine Lösung",
    "welcome to the desert",
  ]) {
    it(`takes ${fine}`, () => assert.equal(passwordFault(fine), null));
  }
});

describe("a generated password", () => {
  it("has 80 random bits in four groups that cannot be misread", () => {
    const all = Array.from({ length: 200 }, () => newGeneratedPassword(systemClock));
    for (const one of all) assert.match(one, /^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
    assert.equal(new Set(all).size, 200);
  });

  it("is recognised as people type it", () => {
    assert.equal(normalGeneratedPassword(" A0b1-C2D3 e4f5 g6h7 "), "a0b1c2d3e4f5g6h7");
    assert.equal(normalGeneratedPassword("aObI-c2d3-e4f5-g6hL"), "a0b1c2d3e4f5g6h1");
  });
});
