import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compilePattern } from "../../../../src/policy/patterns/compile-pattern.ts";
import { SearchBudget, threadTime } from "../../../../src/policy/patterns/search-budget.ts";
import { searchPattern } from "../../../../src/policy/patterns/search-pattern.ts";

/** A clock that goes on by so many milliseconds each time it is looked at. */
function clock(step: number): () => number {
  let time = 0;
  return () => {
    time += step;
    return time;
  };
}

function search(pattern: string, text: string, now = clock(0)) {
  const compiled = compilePattern(pattern, false);
  assert.ok(compiled.ok, pattern);
  return searchPattern(compiled.expression, text, new SearchBudget(now, 15_000, now));
}

describe("searching for an administrator's pattern", () => {
  it("finds every place, each once, however long the text", () => {
    const line = `${"lorem ipsum ".repeat(10)}\n`;
    const text = `${line.repeat(2_000)}code AB-1234\n${line.repeat(800)}code CD-5678 end`;
    const { hits, complete } = search("[a-z]{2}-\\d{4}", text);
    assert.deepEqual(
      hits.map(({ start, end }) => text.slice(start, end)),
      ["AB-1234", "CD-5678"],
    );
    assert.equal(complete, true);
  });

  it("finds a match that reaches from one piece of a text into the next", () => {
    const text = `${"x".repeat(65_530)}start middle end${"y".repeat(70_000)}`;
    const { hits } = search("start middle end", text);
    assert.deepEqual(hits, [{ start: 65_530, end: 65_546 }]);
  });

  it("stops when time or hits run out, and says so", () => {
    assert.equal(search("(.*)(.*)(.*)(.*)[xy]|a", "a".repeat(200_000), clock(50)).complete, false);
    const { hits, complete } = search("a", "a ".repeat(5_000));
    assert.deepEqual([hits.length, complete], [1_000, false]);
  });

  it("goes by the CPU time of the thread, so that waiting counts for nothing", () => {
    const [cpu, wall] = [threadTime(), performance.now()];
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    assert.ok(threadTime() - cpu < performance.now() - wall);
  });

  it("looks at the CPU's time for searches that take long, and then charges what they cost", () => {
    let [wall, cpu, looks] = [0, 0, 0];
    const look = () => {
      looks += 1;
      return cpu;
    };
    const budget = new SearchBudget(look, 15_000, () => wall);
    const times: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const passed = budget.clock();
      [wall, cpu] = [wall + 1, cpu + 1];
      times.push(passed());
    }
    assert.deepEqual([times, looks], [[1, 1, 1], 1]);
    const slow = budget.clock();
    [wall, cpu] = [wall + 400, cpu + 400];
    assert.equal(slow(), 400);
    const waiting = budget.clock();
    [wall, cpu] = [wall + 400, cpu + 6];
    assert.equal(waiting(), 6);
  });

  it("lets many short texts use the budget up", () => {
    const compiled = compilePattern("(.*)(.*)(.*)(.*)[xy]|a", false);
    assert.ok(compiled.ok);
    const budget = new SearchBudget(clock(0));
    budget.spend(compiled.expression, 14_999);
    budget.spend({}, 2);
    assert.equal(searchPattern(compiled.expression, "a short text", budget).complete, false);
  });

  it("comes to an end on hostile pairs of pattern and text", () => {
    const hostile = [
      "(a+)+$",
      "(a|aa)+$",
      "(\\w+\\s?)+:",
      "(.*a){12}b",
      "(x+x+)+y",
      "a{1,200}b",
      "\\s+x",
      "(a|b|ab)*bc",
    ];
    const texts = ["a".repeat(200_000), "x".repeat(200_000), " ".repeat(200_000), "hello ".repeat(33_000)];
    for (const pattern of hostile) {
      for (const text of texts) assert.ok(search(pattern, text, () => performance.now()).hits.length <= 1_000);
    }
  });
});
