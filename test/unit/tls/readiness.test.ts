import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Observation, readiness } from "../../../src/tls/readiness.ts";

const delivery = (given: object = {}): NonNullable<Observation["delivery"]> => ({
  policyId: "p",
  policyVersion: 1,
  option: "enforced",
  why: "",
  sentence: "",
  route: "ses",
  tls: "require",
  minimumTls: null,
  certificate: "any",
  fallback: "mpc",
  ...given,
});
const seen = (domain: string, given: Partial<Observation> = {}): Observation => ({
  domain,
  delivered: true,
  tlsFailed: false,
  delivery: delivery(),
  ...given,
});
const verdicts = (observations: readonly Observation[], enforced: string | null = null) =>
  readiness(observations, () => enforced).map(({ domain, verdict }) => [domain, verdict]);

describe("TLS readiness", () => {
  it("calls a partner safe whose mail arrived over required TLS and never failed", () => {
    assert.deepEqual(verdicts([seen("a.example"), seen("a.example")]), [["a.example", "safe"]]);
  });

  it("says what would fail today, however much arrived", () => {
    const failed = seen("a.example", { delivered: false, tlsFailed: true });
    assert.deepEqual(verdicts([seen("a.example"), failed]), [["a.example", "would-fail"]]);
  });

  it("claims nothing where TLS was only welcome, as SES does not tell", () => {
    const welcome = seen("a.example", { delivery: delivery({ tls: "optional" }) });
    assert.deepEqual(verdicts([welcome]), [["a.example", "not-known"]]);
    const byOwnServer = seen("b.example", { delivery: delivery({ route: "smtp" }), wire: { hop: "mx" } });
    assert.deepEqual(verdicts([byOwnServer]), [["b.example", "not-known"]]);
  });

  it("believes what was seen of the company's own connection, and names who enforces already", () => {
    const wire = { hop: "mx", version: "1.3" };
    assert.deepEqual(verdicts([seen("a.example", { delivery: delivery({ route: "smtp" }), wire })]), [
      ["a.example", "safe"],
    ]);
    assert.deepEqual(verdicts([seen("a.example")], "bank"), [["a.example", "enforced"]]);
  });

  it("puts whom most mail goes to first", () => {
    const order = readiness([seen("b.example"), seen("a.example"), seen("a.example")], () => null);
    assert.deepEqual(
      order.map(({ domain, messages }) => [domain, messages]),
      [
        ["a.example", 2],
        ["b.example", 1],
      ],
    );
  });
});
