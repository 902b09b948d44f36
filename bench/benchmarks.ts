import type { Report } from "./benchmark.ts";

/** Every benchmark by its name. */
export const benchmarks: Readonly<Record<string, () => Promise<Report>>> = {
  read: async () => (await import("./read.ts")).read(),
  judge: async () => (await import("./judge.ts")).judge(),
  memory: async () => (await import("./memory.ts")).memory(),
  growth: async () => (await import("./growth.ts")).growth(),
  detectors: async () => (await import("./detector-speed.ts")).detectorSpeed(),
  patterns: async () => (await import("./patterns.ts")).patterns(),
  formats: async () => (await import("./formats.ts")).formats(),
  bombs: async () => (await import("./bombs.ts")).bombs(),
  sealing: async () => (await import("./sealing.ts")).sealing(),
  answers: async () => (await import("./answers.ts")).answers(),
  replay: async () => (await import("./replay.ts")).replay(),
  simulator: async () => (await import("./simulator.ts")).simulator(),
  tracking: async () => (await import("./tracking.ts")).tracking(),
  flow: async () => (await import("./flow.ts")).flow(),
};
