import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settingsAtFirst } from "../../../src/contracts/settings.ts";
import { LiveSettings } from "../../../src/settings/live-settings.ts";

function someSettings() {
  const state = { now: 0, retentionDays: 0, reads: 0, broken: false };
  const stored = {
    current: async () => {
      state.reads += 1;
      if (state.broken) throw new Error("no table");
      return { version: 1, settings: { ...settingsAtFirst, retentionDays: state.retentionDays } };
    },
  };
  return { state, live: new LiveSettings(stored, { now: () => new Date(state.now) }) };
}

describe("settings for the work at hand", () => {
  it("are read again once they are five seconds old", async () => {
    const { state, live } = someSettings();
    await live.refresh();
    state.retentionDays = 14;
    state.now = 4_999;
    await live.refresh();
    assert.equal(live.current.retentionDays, 0);
    state.now = 5_000;
    await live.refresh();
    assert.equal(live.current.retentionDays, 14);
    assert.equal(state.reads, 2);
  });

  it("stop the work when they cannot be read", async () => {
    const { state, live } = someSettings();
    state.broken = true;
    await assert.rejects(live.refresh(), /no table/);
  });

  it("are read again when the clock was set back", async () => {
    const { state, live } = someSettings();
    state.now = 1_000_000;
    await live.refresh();
    state.now = 0;
    await live.refresh();
    assert.equal(state.reads, 2);
  });
});
