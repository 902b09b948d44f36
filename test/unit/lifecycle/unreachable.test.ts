import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ConditionNode, Policy } from "../../../src/contracts/policies.ts";
import { idlePolicies } from "../../../src/lifecycle/unreachable.ts";
import { parsePolicies } from "../../../src/policy/parse-policies.ts";

const leaf = (type: string, settings: object = {}): ConditionNode => ({ type, settings: { ...settings } });
const domain = (...domains: string[]) => leaf("recipient-domain", { domains });
const words = (...list: string[]) => leaf("words", { words: list });
const file = leaf("attachment-present");

type Part = Partial<Policy> & { readonly conditions: ConditionNode };

/** Codes of the policies that can never decide, by their place. */
function idle(...parts: readonly Part[]): Record<number, string> {
  const policies = parts.map((part, index) => ({
    id: `p${index}`,
    name: `P${index}`,
    disposition: "encrypt",
    ...part,
  }));
  const parsed = parsePolicies({
    version: 1,
    companyDomains: ["company.example"],
    groups: [{ id: "finance", name: "Finance" }],
    policies,
  });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return Object.fromEntries(
    idlePolicies(parsed.policies.policies, "2026-11-23").map(({ index, code }) => [index, code]),
  );
}

describe("policies that can never decide", () => {
  it("stand under one that matches all that they would", () => {
    const unreachable = { 1: "unreachable" };
    assert.deepEqual(idle({ conditions: file }, { conditions: file }), unreachable);
    assert.deepEqual(idle({ conditions: file }, { conditions: { all: [file, words("x")] } }), unreachable);
    assert.deepEqual(idle({ conditions: { any: [file, words("x")] } }, { conditions: words("x") }), unreachable);
    assert.deepEqual(
      idle({ conditions: domain("a.example", "b.example") }, { conditions: domain("a.example") }),
      unreachable,
    );
    assert.deepEqual(
      idle({ conditions: words("x", "y") }, { conditions: { any: [words("x"), words("y")] } }),
      unreachable,
    );
    const strict = leaf("detector", { detector: "us-ssn", confidence: "high", minimum: 5 });
    assert.deepEqual(
      idle({ conditions: leaf("detector", { detector: "us-ssn" }) }, { conditions: strict }),
      unreachable,
    );
  });

  it("are not those that another would leave something to", () => {
    assert.deepEqual(idle({ conditions: { all: [file, words("x")] } }, { conditions: file }), {});
    assert.deepEqual(idle({ conditions: domain("a.example") }, { conditions: domain("a.example", "b.example") }), {});
    assert.deepEqual(idle({ conditions: file, enabled: false }, { conditions: file }), {});
    assert.deepEqual(idle({ conditions: file, auditOnly: true }, { conditions: file }), {});
    assert.deepEqual(idle({ conditions: file, exceptions: words("x") }, { conditions: file }), {});
    const weekly = [{ days: ["mon" as const], from: "08:00", to: "12:00" }];
    assert.deepEqual(idle({ conditions: file, validity: { timeZone: "UTC", weekly } }, { conditions: file }), {});
    const sure = leaf("detector", { detector: "us-ssn", confidence: "high" });
    assert.deepEqual(idle({ conditions: sure }, { conditions: leaf("detector", { detector: "us-ssn" }) }), {});
    assert.deepEqual(idle({ conditions: { none: [file] } }, { conditions: file }), {});
  });

  it("are still under it when their exceptions let no more through", () => {
    const both = { conditions: file, exceptions: words("x") };
    assert.deepEqual(idle(both, { conditions: file, exceptions: words("x", "y") }), { 1: "unreachable" });
  });

  it("exclude themselves, or have expired", () => {
    const never = { 0: "never-matches" };
    const where = (is: string) => leaf("recipient-location", { is });
    assert.deepEqual(idle({ conditions: { all: [where("internal"), where("external")] } }), never);
    assert.deepEqual(idle({ conditions: words("x"), exceptions: words("x", "y") }), never);
    assert.deepEqual(idle({ conditions: file, validity: { timeZone: "UTC", to: "2026-11-22" } }), never);
    assert.deepEqual(idle({ conditions: { any: [where("internal"), where("external")] } }), {});
  });

  it("are not named for exceptions on senders, who must fit there in two ways", () => {
    const finance = leaf("sender-group", { groups: ["finance"] });
    assert.deepEqual(idle({ conditions: finance, exceptions: finance }), {});
  });
});
