import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { comparableAddress, domainOf, parseAddresses } from "../../../src/mail/addresses.ts";
import { canonicalSender } from "../../../src/mail/canonical-sender.ts";
import { decodeGatewayRecipient } from "../../../src/mail/gateway-recipient.ts";

describe("parsing addresses", () => {
  const cases: [string, string, [string, string][]][] = [
    ["a bare address", "a@b.example", [["", "a@b.example"]]],
    [
      "names with commas",
      '"Doe, Jane" <j@b.example>, x@y.example',
      [
        ["Doe, Jane", "j@b.example"],
        ["", "x@y.example"],
      ],
    ],
    ["encoded names", "=?utf-8?Q?J=C3=B6rg?= <j@b.example>", [["Jörg", "j@b.example"]]],
    ["comments as names", "j@b.example (Jane)", [["Jane", "j@b.example"]]],
    [
      "groups",
      "Team: a@b.example, c@d.example;, e@f.example",
      [
        ["", "a@b.example"],
        ["", "c@d.example"],
        ["", "e@f.example"],
      ],
    ],
    ["quoted local parts", '"a b@c"@d.example', [["", '"a b@c"@d.example']]],
    ["a name that looks like an address", "ceo@b.example <x@evil.example>", [["ceo@b.example", "x@evil.example"]]],
    [
      "an unclosed quote",
      '"Jane <j@b.example>, c@d.example',
      [
        ['"Jane', "j@b.example"],
        ["", "c@d.example"],
      ],
    ],
    ["what is no address", "undisclosed-recipients:;", []],
  ];
  for (const [name, value, wanted] of cases) {
    it(`reads ${name}`, () =>
      assert.deepEqual(
        parseAddresses(value).map((one) => [one.name, one.address]),
        wanted,
      ));
  }

  it("folds domains but not more", () => {
    assert.equal(domainOf("a@BÜCHER.example."), "xn--bcher-kva.example");
    assert.equal(comparableAddress("A.b@Example.COM"), "a.b@example.com");
    assert.equal(domainOf("nobody"), "");
  });
});

describe("decoding a recipient at the gateway", () => {
  const gateway = "gw.company.example";
  const decoded: [string, string, string][] = [
    ["the encoded form", "bob=partner.example@gw.company.example", "bob@partner.example"],
    ["at the last equals sign", "a+b=c=partner.example@gw.company.example", "a+b=c@partner.example"],
    ["the local part byte for byte", "BoB.x=Partner.Example@GW.company.example", "BoB.x@partner.example"],
    ["the domain form", "bob=x@partner.example.gw.company.example", "bob=x@partner.example"],
    ["a quoted local part", '"bob smith=partner.example"@gw.company.example', '"bob smith"@partner.example'],
    ["an international domain", "bob=bücher.example@gw.company.example", "bob@xn--bcher-kva.example"],
  ];
  for (const [name, given, wanted] of decoded) {
    it(`decodes ${name}`, () => assert.deepEqual(decodeGatewayRecipient(given, gateway), { address: wanted }));
  }

  const refused: [string, string, string][] = [
    ["an address elsewhere", "bob@partner.example", "not-gateway"],
    ["an address that only ends alike", "bob=x.example@evilgw.company.example", "not-gateway"],
    ["the gateway's own addresses", "postmaster@gw.company.example", "not-encoded"],
    ["an empty local part", "=partner.example@gw.company.example", "invalid-address"],
    ["a domain of one label", "bob=partner@gw.company.example", "invalid-address"],
    ["an IP address", "bob=10.0.0.1@gw.company.example", "invalid-address"],
    ["a line break", "bob\r\n=partner.example@gw.company.example", "invalid-address"],
    ["the gateway itself", "bob=gw.company.example@gw.company.example", "gateway-domain"],
    ["a domain below the gateway", "bob=x.gw.company.example@gw.company.example", "gateway-domain"],
    ["an encoding of an encoding", "bob=partner.example=gw.company.example@gw.company.example", "gateway-domain"],
  ];
  for (const [name, given, reason] of refused) {
    it(`refuses ${name}`, () => assert.deepEqual(decodeGatewayRecipient(given, gateway), { reason }));
  }
});

describe("the sender behind a rewritten envelope", () => {
  it("is found for BATV and SRS", () => {
    assert.equal(canonicalSender("prvs=1234abcd=alice@company.example"), "alice@company.example");
    assert.equal(canonicalSender("SRS0=HHH=TT=company.example=alice@fwd.example"), "alice@company.example");
    assert.equal(canonicalSender("alice=x@company.example"), "alice=x@company.example");
  });
});
