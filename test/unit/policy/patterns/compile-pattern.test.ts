import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compilePattern, patternProblem } from "../../../../src/policy/patterns/compile-pattern.ts";

const refused = (pattern: string) => {
  const compiled = compilePattern(pattern, false);
  return compiled.ok ? null : [compiled.position, compiled.message];
};

describe("administrators' patterns", () => {
  it("are refused with the place and the reason", () => {
    assert.deepEqual(refused("ab(c"), [3, "missing closing )"]);
    assert.deepEqual(refused("a(b)c)"), [6, "unexpected )"]);
    assert.deepEqual(refused("\\((a[)]"), [3, "missing closing )"]);
    assert.deepEqual(refused("xy[z-a]"), [4, 'invalid character class range "z-a"']);
    assert.deepEqual(refused("ab+*"), [3, 'invalid nested repetition operator "+*"']);
    assert.deepEqual(refused("a[b"), [2, 'missing closing ] "[b"']);
    assert.deepEqual(refused("foo(?=bar)"), [4, "looking ahead or back is not possible"]);
    assert.deepEqual(refused("(?<!a)foo"), [1, "looking ahead or back is not possible"]);
    assert.deepEqual(refused("(a)\\1"), [4, "references to a group are not possible"]);
    assert.deepEqual(refused("ab\\"), [3, "trailing backslash at end of expression"]);
    assert.deepEqual(refused("\\*+(a*+)"), [6, 'invalid nested repetition operator "*+"']);
  });

  it("are refused when they match nothing at all, or cost too much", () => {
    assert.match(patternProblem("a*") ?? "", /position 1: also matches where nothing stands/);
    assert.match(patternProblem("(?:a?){900}b") ?? "", /repeats too much/);
    assert.match(patternProblem("a{1001}") ?? "", /position 2: invalid repeat count/);
    assert.match(patternProblem("x".repeat(1_001)) ?? "", /position 1001: has more than 1000 characters/);
  });

  it("match in any case unless told otherwise, and know the ends of lines", () => {
    const finds = (pattern: string, text: string, matchCase = false) => {
      const compiled = compilePattern(pattern, matchCase);
      return compiled.ok && compiled.expression.test(text);
    };
    assert.equal(finds("^project x$", "a\nPROJECT X\nb"), true);
    assert.equal(finds("project x", "PROJECT X", true), false);
  });
});
