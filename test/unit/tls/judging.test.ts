import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { combineFacts } from "../../../src/tls/combine-facts.ts";
import { judgeDelivery } from "../../../src/tls/judge-delivery.ts";
import { judgeReceipt, type TlsFacts, type tlsVersions } from "../../../src/tls/judge-receipt.ts";
import { aDelivery, aReceipt } from "./a-policy.ts";

const came = (least: (typeof tlsVersions)[number], exact = true): TlsFacts => ({ tls: "yes", least, exact });
const verdict = (given: object, facts: TlsFacts) => {
  const judged = judgeReceipt(aReceipt(given), facts);
  return judged.accepted ? "accepted" : judged.why;
};

describe("Secure Receipt", () => {
  it("takes everything unless TLS is enforced", () => {
    for (const option of ["default", "opportunistic"])
      for (const facts of [{ tls: "no" } as const, { tls: "unknown" } as const, came("1.0"), came("1.3")])
        assert.equal(verdict({ option }, facts), "accepted");
  });

  it("enforces the minimum, and takes unknown for not met", () => {
    const strict = { option: "enforced" };
    assert.equal(verdict(strict, { tls: "no" }), "no-tls");
    assert.equal(verdict(strict, { tls: "unknown" }), "unknown-tls");
    assert.equal(verdict(strict, came("1.1")), "old-tls");
    assert.equal(verdict(strict, came("1.2")), "accepted");
    assert.equal(verdict(strict, came("1.2", false)), "accepted");
    const stricter = { option: "enforced", minimumTls: "1.3" };
    assert.equal(verdict(stricter, came("1.2")), "old-tls");
    assert.equal(verdict(stricter, came("1.2", false)), "unknown-tls");
    assert.equal(verdict(stricter, came("1.3", false)), "accepted");
  });

  it("answers with 5.7.10 in one line of ASCII that names nobody", () => {
    const judged = judgeReceipt(aReceipt({ option: "enforced", narrative: "Geheim\r\nBcc: eve@evil.example" }), {
      tls: "no",
    });
    assert.ok(!judged.accepted);
    assert.equal(judged.status, "5.7.10");
    assert.match(judged.diagnostic, /^550 5\.7\.10 [\x20-\x7e]+$/);
    assert.doesNotMatch(judged.diagnostic + judged.sentence, /Geheim|@/);
  });

  it("believes the witness who saw no TLS, else the one who knows more", () => {
    assert.deepEqual(combineFacts(came("1.3"), { tls: "no" }), { tls: "no" });
    assert.deepEqual(combineFacts({ tls: "unknown" }, came("1.2", false)), came("1.2", false));
    assert.deepEqual(combineFacts(came("1.2", false), came("1.3", false)), came("1.3", false));
    assert.deepEqual(combineFacts(came("1.2", false), came("1.3")), came("1.3"));
  });
});

describe("Secure Delivery", () => {
  const plan = (given: object, smtp = true) => {
    const { sentence: _sentence, ...rest } = judgeDelivery(aDelivery(given), { smtp });
    return rest;
  };

  it("uses TLS where offered unless it is enforced", () => {
    for (const option of ["default", "opportunistic"]) {
      const planned = plan({ option });
      assert.ok(planned.act === "send");
      assert.deepEqual(
        [planned.route, planned.tls, planned.fallback, planned.dormantDeposit],
        ["ses", "optional", null, false],
      );
    }
    const without = plan({ route: "smtp" }, false);
    assert.ok(without.act === "send" && without.route === "ses");
  });

  it("requires TLS with the chosen fallback, and seals beforehand when that is the Message Pickup Center", () => {
    for (const whenUnavailable of ["return", "mpc", "hold"]) {
      const planned = plan({ option: "enforced", whenUnavailable });
      assert.ok(planned.act === "send");
      assert.deepEqual(
        [planned.tls, planned.fallback, planned.dormantDeposit, planned.minimumTls],
        ["require", whenUnavailable, whenUnavailable === "mpc", null],
      );
    }
  });

  it("checks certificates and TLS 1.3 by the SMTP route only", () => {
    const strict = { option: "enforced", certificate: "trusted", minimumTls: "1.3" };
    const planned = plan({ ...strict, route: "smtp" });
    assert.ok(planned.act === "send");
    assert.deepEqual([planned.route, planned.certificate, planned.minimumTls], ["smtp", "trusted", "1.3"]);
    const fallsBack = { act: "fall-back", fallback: "mpc", status: "5.7.10" };
    assert.deepEqual(plan(strict), fallsBack);
    assert.deepEqual(plan({ option: "enforced", minimumTls: "1.3" }), fallsBack);
    assert.deepEqual(plan({ ...strict, route: "smtp" }, false), fallsBack);
    assert.deepEqual(plan({ ...strict, whenUnavailable: "return" }), { ...fallsBack, fallback: "return" });
  });
});
