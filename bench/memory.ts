import { atMost, type Report } from "./benchmark.ts";
import { withPicture } from "./corpus/messages.ts";
import { attachment, envelopeFields, multipart, textPart } from "./corpus/mime.ts";
import { prose } from "./corpus/prose.ts";
import { seeded } from "./corpus/random.ts";
import { costOf } from "./in-a-child.ts";
import { median, ms } from "./measure.ts";

const MEGABYTE = 1_048_576;

/** Peak memory of the largest messages, read, judged and sealed. */
export async function memory(): Promise<Report> {
  const random = seeded(4);
  const ofPicture = withPicture(random, 29 * MEGABYTE, "");
  const log = Buffer.from(prose(random, 4 * MEGABYTE));
  const files = Array.from({ length: 7 }, (_, index) => attachment(`log${index}.txt`, "text/plain", log));
  const ofTexts = multipart("mixed", "mix", [textPart("Logs."), ...files], envelopeFields("Logs"));
  return {
    title: "Memory",
    notes: [
      "Peak of resident memory above that of a process which has judged and sealed a small message, in multiples of the message: the median of five processes.",
    ],
    rows: [row("40 MB with a picture", ofPicture), row("40 MB with seven text files", ofTexts)],
  };
}

function row(what: string, raw: Buffer) {
  // When memory is taken back differs from run to run.
  const costs = Array.from({ length: 5 }, () => costOf(raw, { seal: true }));
  const peakBytes = median(costs.map((cost) => cost.peakBytes));
  const cpuMs = median(costs.map((cost) => cost.cpuMs));
  const details = `${Math.round(raw.length / MEGABYTE)} MB, peak ${Math.round(peakBytes / MEGABYTE)} MB, ${ms(cpuMs)} CPU`;
  return atMost(what, peakBytes / raw.length, 3.5, "×", details);
}
