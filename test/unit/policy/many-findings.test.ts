import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aZip } from "../../support/formats/a-zip.ts";
import { aFile } from "../mail/formats/attached.ts";
import { judge } from "./judging.ts";

const picture = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
const pictures = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `${at}.png`, bytes: picture }));
const secret = { name: "secret.txt", bytes: "4111 1111 1111 1111", flags: 1 };

describe("a file with a password behind more pictures than findings are kept", () => {
  for (const count of [1_100, 2_100])
    it(`closes the message behind ${count}`, async () => {
      const [verdict] = (await judge(aFile("a.zip", aZip([...pictures(count), secret])))).verdicts;
      assert.deepEqual(verdict?.reason, { kind: "unreadable", classes: ["password-protected"] });
      assert.equal(verdict?.disposition, "encrypt");
    });
});
