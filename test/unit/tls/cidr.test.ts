import assert from "node:assert/strict";
import { BlockList, isIPv6 } from "node:net";
import { describe, it } from "node:test";
import fc from "fast-check";
import { inCidr, narrowest, overlap, parseCidr, parseIp, tidyCidr } from "../../../src/tls/cidr.ts";

const cidr = (text: string) => parseCidr(text) ?? assert.fail(`${text} was refused`);
const ip = (text: string) => parseIp(text) ?? assert.fail(`${text} was refused`);

describe("networks", () => {
  it("hold what node's own block list says they hold", () => {
    const four = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.ipV4());
    const six = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }), fc.ipV6());
    fc.assert(
      fc.property(fc.oneof(four, six), fc.boolean(), ([base, bits, other], itself) => {
        const family = isIPv6(base) ? "ipv6" : "ipv4";
        const list = new BlockList();
        list.addSubnet(base, bits, family);
        const address = itself ? base : other;
        fc.pre(parseIp(address)?.family === (family === "ipv6" ? 6 : 4));
        assert.equal(inCidr(ip(address), cidr(`${base}/${bits}`)), list.check(address, family));
      }),
      { numRuns: 500 },
    );
  });

  it("take IPv4 written as IPv6 for IPv4, and keep the families apart", () => {
    assert.equal(narrowest(ip("::ffff:192.0.2.1"), ["192.0.2.0/24", "::/0"]), 24);
    assert.equal(narrowest(ip("2001:db8::1"), ["0.0.0.0/0"]), null);
    assert.equal(narrowest(ip("2001:db8::1%eth0"), ["2001:db8::/32", "2001:db8::/48"]), 48);
  });

  it("are tidied to the form they should be written in", () => {
    assert.equal(tidyCidr(cidr("10.1.2.3/8")), "10.0.0.0/8");
    assert.equal(tidyCidr(cidr("2001:DB8:0:0:1::1/64")), "2001:db8::/64");
    assert.equal(tidyCidr(cidr("1.2.3.4/0")), "0.0.0.0/0");
  });

  it("overlap when one holds the other", () => {
    assert.ok(overlap(cidr("10.0.0.0/8"), cidr("10.9.0.0/16")));
    assert.ok(overlap(cidr("10.9.0.0/16"), cidr("10.0.0.0/8")));
    assert.ok(!overlap(cidr("10.9.0.0/16"), cidr("10.8.0.0/16")));
    assert.ok(!overlap(cidr("0.0.0.0/0"), cidr("::/0")));
  });
});
