import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aMail, aPart, findingsOf, textsOf } from "./a-mail.ts";

const number = "4111111111111111";
const digits = (first: number, zero: number) =>
  Buffer.from([...number].flatMap((digit) => [first, zero + Number(digit)]));
const sees = async (raw: Buffer) => (await textsOf(raw)).some((text) => text.replaceAll(" ", "").includes(number));

describe("what some readers make of a message", () => {
  const charsets = {
    Shift_JIS: [0x82, 0x4f],
    GB2312: [0xa3, 0xb0],
    "EUC-KR": [0xa3, 0xb0],
    Big5: [0xa2, 0xaf],
  } as const;
  for (const [name, [first, zero]] of Object.entries(charsets))
    it(`is read: ${name} that nobody declares`, async () =>
      assert.ok(await sees(aPart({ "Content-Type": "text/plain" }, digits(first, zero)))));

  it("is read: a multipart in quoted-printable, undone or not", async () => {
    const raw = aMail(
      "From: alice@company.example",
      "Content-Type: multipart/mixed; boundary=b",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "=34=31=31=31 1111 1111 1111",
      "--b--",
    );
    assert.ok(await sees(raw));
    assert.deepEqual(await findingsOf(raw), ["malformed"]);
  });
});
