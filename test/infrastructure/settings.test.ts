import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { createsIdentity, readSettings, SettingsError } from "../../lib/settings.ts";
import { context } from "./support/synthesize.ts";

const read = (overrides: Readonly<Record<string, unknown>> = {}) =>
  readSettings((name) => ({ ...context, ...overrides })[name]);

const refusal = (overrides: Readonly<Record<string, unknown>>): string => {
  try {
    read(overrides);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.message;
  }
  return "accepted";
};

describe("settings", () => {
  it("reads what cdk.json holds", () => {
    const settings = read();
    assert.equal(settings.gatewayDomain, "gw.company.example");
    assert.deepEqual(settings.companyDomains, ["company.example"]);
    assert.equal(settings.defaultExpiryDays, 30);
  });

  it("reads lists, numbers and flags as the command line gives them", () => {
    const settings = read({
      companyDomains: "Company.example, other.example",
      connectorNetworks: "192.0.2.0/24,2001:db8::/32",
      inboundConcurrency: "25",
      withoutConsole: "true",
    });
    assert.deepEqual(settings.companyDomains, ["company.example", "other.example"]);
    assert.deepEqual(settings.connectorNetworks, ["192.0.2.0/24", "2001:db8::/32"]);
    assert.equal(settings.inboundConcurrency, 25);
    assert.equal(settings.withoutConsole, true);
  });

  it("trusts no public network unless one is named", () => {
    const privateOnly = /^(127|10)\.0\.0\.0\/8$|^172\.16\.0\.0\/12$|^192\.168\.0\.0\/16$/;
    for (const network of read().connectorNetworks) assert.match(network, privateOnly);
    assert.match(refusal({ connectorNetworks: undefined }), /^Setting "connectorNetworks" is missing and must/);
  });

  it("makes every identity unless told which exist", () => {
    assert.equal(createsIdentity(read(), "company.example"), true);
    assert.equal(createsIdentity(read({ identities: "exists" }), "company.example"), false);
    const mixed = read({ identities: "company.example=exists" });
    assert.equal(createsIdentity(mixed, "company.example"), false);
    assert.equal(createsIdentity(mixed, "gw.company.example"), true);
  });

  const wrong: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
    [{ gatewayDomain: "gateway" }, /"gatewayDomain" is "gateway" but must be a domain name/],
    [{ gatewayDomain: undefined }, /"gatewayDomain" is missing and must be a domain name/],
    [{ gatewayDomain: "bücher.example" }, /"gatewayDomain" .* xn-- form/],
    [{ gatewayDomain: "company.example" }, /"companyDomains" .* must not name the gateway domain/],
    [{ companyDomains: "" }, /"companyDomains" is "" but must be a domain name/],
    [{ companyDomains: [] }, /"companyDomains" .* must name at least one/],
    [{ companyDomains: "a.example,a.example" }, /"companyDomains" .* must not name the same one twice/],
    [{ companyDomains: "sub.gw.company.example" }, /"companyDomains" .* or a domain below it/],
    [{ portalName: "Mail\r\nBcc: x" }, /"portalName" .* must not hold control characters/],
    [{ operatorAddress: "admin" }, /"operatorAddress" is "admin" but must be a mail address/],
    [{ operatorAddress: "a@b@company.example" }, /"operatorAddress" .* must be a mail address/],
    [{ defaultExpiryDays: "0" }, /"defaultExpiryDays" is "0" but must be a whole number from 1 to 365/],
    [{ defaultExpiryDays: "soon" }, /"defaultExpiryDays" .* must be a whole number/],
    [{ connectorNetworks: "0.0.0.0/0" }, /"connectorNetworks" .* must be a network such as/],
    [{ connectorNetworks: "192.0.2.1" }, /"connectorNetworks" .* must be a network such as/],
    [{ ingress: "pigeons" }, /"ingress" is "pigeons" but must be one of receipt-rules, mail-manager/],
    [{ smtpRoute: "mail.company.example" }, /"smtpRoute" .* must look like smtp:\/\/mail\.company\.example:587/],
    [{ smtpRoute: "smtp://user:word@mail.company.example" }, /without a user name/],
    [{ ingress: "smtp" }, /"ingress" is "smtp" but must be one of receipt-rules/],
    [{ receiptTls: "yes" }, /"receiptTls" .* must be one of optional, require/],
    [{ identities: "maybe" }, /"identities" .* must be "create", "exists"/],
    [{ identities: "foreign.example=exists" }, /"identities" .* must name only the gateway domain and company domains/],
    [{ inboundConcurrency: 1 }, /"inboundConcurrency" is 1 but must be a whole number from 2 to 1000/],
    [{ withoutConsole: "perhaps" }, /"withoutConsole" .* must be true or false/],
  ];
  for (const [overrides, sentence] of wrong) {
    const [name, value] = Object.entries(overrides)[0] ?? [];
    it(`refuses ${name} ${JSON.stringify(value) ?? "left out"} in one sentence`, () => {
      const message = refusal(overrides);
      assert.match(message, sentence);
      assert.doesNotMatch(message, /\n/);
      assert.match(message, /set it in cdk\.json or with -c /);
    });
  }
});

describe("the app", () => {
  it("stops on a wrong setting with the sentence alone, before anything is bundled", async () => {
    const wrongContext = { ...context, gatewayDomain: "not a domain" };
    const app = new URL("../../bin/sealgate-app.ts", import.meta.url).pathname;
    const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(wrongContext) };
    await assert.rejects(
      promisify(execFile)(process.execPath, [app], { env }),
      (error: { code: number; stderr: string }) => {
        assert.equal(error.code, 1);
        assert.match(error.stderr, /^Setting "gatewayDomain" is "not a domain" but must be a domain name[^\n]*\n$/);
        return true;
      },
    );
  });
});
