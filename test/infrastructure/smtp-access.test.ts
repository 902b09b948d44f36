import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gatewayTemplate } from "./support/synthesize.ts";
import { functions, listOf, type Resources, type Statement } from "./support/template.ts";

/** The statement of each function by which it may seal or open the sign-in at the company's own mail server. */
function holders(resources: Resources): Readonly<Record<string, readonly Statement[]>> {
  return Object.fromEntries(
    functions(resources).flatMap(({ properties, statements }) => {
      const found = statements.filter(({ Sid }) => /SmtpAccess$/.test(Sid ?? ""));
      return found.length === 0 ? [] : [[properties.Handler.split(".")[0], found]];
    }),
  );
}

describe("the sign-in at the company's own mail server", () => {
  it("is written by the console, opened by whoever sends mail, and by nobody else", () => {
    const { resources } = gatewayTemplate({ smtpRoute: "smtp://mail.company.example:587" });
    const held = holders(resources);
    const actions = Object.entries(held).map(([name, [one]]) => [name, ...listOf(one?.Action)]);
    assert.deepEqual(actions.sort(), [
      ["admin-api", "kms:Encrypt"],
      ["housekeeping", "kms:Decrypt"],
      ["inbound", "kms:Decrypt"],
    ]);
    for (const [statement, ...others] of Object.values(held)) {
      assert.deepEqual(others, []);
      assert.deepEqual(statement?.Condition, {
        "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["purpose"] },
        StringEquals: { "kms:EncryptionContext:purpose": "smtp-access" },
      });
    }
  });

  it("is no right at all where there is no such server", () => {
    assert.deepEqual(holders(gatewayTemplate().resources), {});
  });

  it("stands in no template and no environment: only where the server is", () => {
    const { resources } = gatewayTemplate({ smtpRoute: "smtp://mail.company.example:587" });
    for (const { properties } of functions(resources)) {
      const names = Object.keys(properties.Environment.Variables).filter((name) => /SMTP|PASSWORD|SECRET/.test(name));
      assert.ok(
        names.every((name) => name === "SMTP_ROUTE" || name === "SMTP_ACCESS_KEY_ARN"),
        names.join(),
      );
    }
  });
});
