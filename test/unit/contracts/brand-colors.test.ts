import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { contrast, portalColors, readable } from "../../../src/contracts/brand-colors.ts";

const grounds = { light: ["#ffffff", "#f3f5f8"], dark: ["#171f28", "#0e1319"] } as const;

describe("the portal in a company's colour", () => {
  it("can be read in light and dark, whatever the colour", () => {
    const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    const check = (chosen: string) => {
      const both = portalColors(chosen);
      for (const place of ["light", "dark"] as const) {
        const { accent, onAccent, press, tint } = both[place];
        for (const behind of [...grounds[place], tint])
          assert.ok(contrast(accent, behind) >= readable, `${chosen} ${place}`);
        assert.ok(contrast(onAccent, accent) >= readable, `${chosen} ${place} button`);
        assert.ok(contrast(onAccent, press) >= readable, `${chosen} ${place} pressed`);
      }
    };
    for (const chosen of ["#000000", "#ffffff", "#ff0000", "#ffee00", "#0a58a6", "#7f7f7f"]) check(chosen);
    fc.assert(fc.property(color, check), { numRuns: 300 });
  });

  it("is that very colour where it can be read as it is", () => {
    assert.equal(portalColors("#0a58a6").light.accent, "#0a58a6");
    assert.equal(portalColors("#82baf2").dark.accent, "#82baf2");
  });

  it("knows black on white as 21 and no difference as 1", () => {
    assert.deepEqual([contrast("#000000", "#ffffff"), contrast("#123456", "#123456")], [21, 1]);
  });
});
