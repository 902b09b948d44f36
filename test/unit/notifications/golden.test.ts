import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, it } from "node:test";
import { languages } from "../../../src/contracts/policies.ts";
import { noticeDocument, noticeText } from "../../../src/notifications/compose-notice.ts";
import { allNotices, brand } from "../../support/all-notices.ts";

const folder = new URL("../../fixtures/notices/", import.meta.url);
/** `SEALGATE_RENEW=1 node --test test/unit/notifications/golden.test.ts` writes the files anew; read the difference. */
const renew = process.env.SEALGATE_RENEW === "1";

describe("every notice, as it was looked at", () => {
  for (const language of languages) {
    const notices = allNotices(language);
    const own = new URL(`${language}/`, folder);

    it(`in ${language}`, () => {
      if (renew) {
        rmSync(own, { recursive: true, force: true });
        mkdirSync(own, { recursive: true });
      }
      for (const [name, notice] of Object.entries(notices)) {
        const drawn = `${notice.subject}\n\n${noticeText(notice)}\n${noticeDocument(notice, brand)}\n`;
        const file = new URL(`${name}.txt`, own);
        if (renew) writeFileSync(file, drawn);
        assert.ok(existsSync(file), `no golden file for ${name} in ${language}`);
        assert.equal(drawn, readFileSync(file, "utf8"), `${name} in ${language}`);
      }
      assert.deepEqual(
        readdirSync(own).sort(),
        Object.keys(notices)
          .map((name) => `${name}.txt`)
          .sort(),
      );
    });
  }
});
