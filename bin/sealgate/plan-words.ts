import type { Difference, DraftCheckAnswer } from "../../src/contracts/admin-api/drafts.ts";
import type { ReplayedRow } from "../../src/contracts/admin-api/replays.ts";
import { dispositionWords } from "../../src/contracts/disposition-words.ts";
import { printable } from "./printable.ts";

/** What a replay found. */
export type Replayed = {
  readonly days: number;
  readonly messages: number;
  readonly notKnown: number;
  /** Messages whose kept text was asked. */
  readonly texts: number;
  readonly rows: readonly ReplayedRow[];
};

const mostShown = 20;
const marks = { added: "+", removed: "-", changed: "~", moved: ">" } as const;

/** A plan in words: problems, tests, differences, drift, and what would have happened to past messages. */
export function planWords(check: DraftCheckAnswer, replay: Replayed): string {
  const { inForce, differences, problems, tests, drift } = check;
  const lines = [
    `In force is version ${inForce}.`,
    ...drift.map(
      ({ version, publishedBy, note }) =>
        `Drift: version ${version} was published in the console by ${publishedBy}: ${note}`,
    ),
    ...problems.map(
      ({ severity, name, path, message }) => `${severity}: ${[name, path, message].filter(Boolean).join(": ")}`,
    ),
    ...(tests.length === 0
      ? []
      : [`Golden tests: ${tests.filter(({ passed }) => passed).length} of ${tests.length} hold.`]),
    differences.length === 0
      ? "The file says the same as the policies in force."
      : `${differences.length} differences:`,
    ...differences.flatMap(differenceWords),
    ...(differences.length === 0 ? [] : replayWords(replay)),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

function differenceWords({ section, name, kind, before, after, details }: Difference): string[] {
  return [
    `  ${marks[kind]} ${section}: ${name}`,
    ...(before && before !== after ? [`      was: ${before}`] : []),
    ...(after && before !== after ? [`      now: ${after}`] : []),
    ...details.map((line) => `      ${line}`),
  ];
}

function replayWords({ days, messages, notKnown, texts, rows }: Replayed): string[] {
  const changed = rows.filter(({ kind }) => kind === "changed");
  const holes = changed.filter(({ opensHole }) => opensHole);
  const shown = [...holes, ...changed.filter(({ opensHole }) => !opensHole)].slice(0, mostShown);
  return [
    `Replay of ${messages} messages of the last ${days} days: ${changed.length} recipients treated otherwise, ${holes.length} of them in clear now, ${rows.length - changed.length} cannot be known${notKnown > 0 ? `; of ${notKnown} messages too little is kept` : ""}.`,
    ...(texts > 0 ? [`  The kept text of ${texts} messages was asked, which is in the audit log.`] : []),
    ...shown.map(rowWords),
    ...(changed.length > shown.length ? [`  … and ${changed.length - shown.length} more`] : []),
  ];
}

function rowWords({ receivedAt, subject, recipient, before, after, opensHole }: ReplayedRow): string {
  const was = before === null ? "" : `${dispositionWords[before.disposition]} (${before.policyName ?? "no policy"}) → `;
  const is = `${dispositionWords[after.disposition]} (${after.policyName ?? "no policy"})`;
  return `  ${opensHole ? "!" : " "} ${receivedAt.slice(0, 16)} “${subject}” to ${recipient}: ${was}${is}`;
}
