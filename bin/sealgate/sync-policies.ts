import { writeFileSync } from "node:fs";
import type {
  DraftAnswer,
  DraftChangedAnswer,
  DraftCheckAnswer,
  PublishedAnswer,
} from "../../src/contracts/admin-api/drafts.ts";
import type { ReplayAnswer } from "../../src/contracts/admin-api/replays.ts";
import { type GatewayApi, gatewayApi, RefusedError } from "./gateway-api.ts";
import { planWords, type Replayed } from "./plan-words.ts";
import { readPolicies } from "./policies-file.ts";
import { readText } from "./read-json.ts";
import { readSyncOptions, type SyncOptions } from "./sync-options.ts";
import { UsageError } from "./usage-error.ts";

type Plan = { readonly revision: number; readonly check: DraftCheckAnswer; readonly replay: Replayed };

/** `sealgate policies pull`: the policies in force, byte for byte, to a file or to standard output. */
export async function pull(args: readonly string[]): Promise<void> {
  const options = readSyncOptions(args);
  const { text, headers } = await gatewayApi(options, process.env).text("api/policy-versions/current/file");
  if (options.file === undefined || options.file === "-") process.stdout.write(text);
  else writeFileSync(options.file, text);
  process.stderr.write(`version ${headers.get("x-policies-version")}\n`);
}

/** `sealgate policies plan`: what pushing a file would change, now and for past messages; nothing is changed. */
export async function plan(args: readonly string[]): Promise<void> {
  const options = readSyncOptions(args);
  const api = gatewayApi(options, process.env);
  const made = await makePlan(api, options);
  await api.post("api/draft/discard", { revision: made.revision });
  process.stdout.write(planWords(made.check, made.replay));
  if (hasErrors(made.check)) throw new UsageError("these policies cannot be published");
}

/** `sealgate policies push`: puts a file in force when nothing speaks against it. */
export async function push(args: readonly string[]): Promise<void> {
  const options = readSyncOptions(args);
  const { note } = options;
  if (note === undefined || note.trim() === "") throw new UsageError("why? give --note TEXT; it stays in the history");
  const api = gatewayApi(options, process.env);
  const made = await makePlan(api, options);
  try {
    process.stdout.write(planWords(made.check, made.replay));
    if (made.check.differences.length === 0) return await api.post("api/draft/discard", { revision: made.revision });
    refuse(made, options);
    const body = { revision: made.revision, note, acceptHoles: options.acceptHoles };
    const { version } = await api.post<PublishedAnswer>("api/draft/publish", body);
    process.stdout.write(`Version ${version} is in force from the next message on.\n`);
  } catch (error) {
    await api.post("api/draft/discard", { revision: made.revision }).catch(() => undefined);
    throw error;
  }
}

/** Checks the file here, brings it to the gateway as a draft of the key's own, and replays past messages by it. */
async function makePlan(api: GatewayApi, { file, days }: SyncOptions): Promise<Plan> {
  if (file === undefined) throw new UsageError("which file?");
  readPolicies(file);
  const text = readText(file);
  const before = await api.get<DraftAnswer>("api/draft");
  if (before.revision > 0) await api.post("api/draft/discard", { revision: before.revision });
  const { revision } = await api.post<DraftChangedAnswer>("api/draft/file", { revision: 0, text });
  const check = await api.get<DraftCheckAnswer>("api/draft/check");
  return { revision, check, replay: await replayAll(api, check, revision, days) };
}

async function replayAll(api: GatewayApi, check: DraftCheckAnswer, revision: number, days: number): Promise<Replayed> {
  const all = { days, messages: 0, rows: [] as ReplayAnswer["rows"][number][], notKnown: 0, texts: 0 };
  if (hasErrors(check) || check.differences.length === 0) return all;
  let cursor: string | undefined;
  do {
    const body = { revision, days, against: "in-force", cursor };
    const step = await api.post<ReplayAnswer>("api/draft/replay", body);
    all.messages += step.messages;
    all.notKnown += step.notKnown;
    all.texts += step.texts;
    all.rows.push(...step.rows);
    cursor = step.cursor;
  } while (cursor !== undefined);
  return all;
}

function refuse({ check, replay }: Plan, { basedOn, acceptHoles }: SyncOptions): void {
  const { inForce, drift } = check;
  if (hasErrors(check)) throw new UsageError("these policies cannot be published");
  if (basedOn !== undefined && basedOn !== inForce)
    throw new RefusedError(
      "stale-base",
      `the file rests on version ${basedOn}, and version ${inForce} is in force: pull it and merge`,
    );
  if (basedOn === undefined && drift.length > 0) {
    const versions = drift.map(({ version }) => version).join(", ");
    const words = `since a file was pushed last, the console has published version ${versions}; pull, merge, and push with --based-on ${inForce}`;
    throw new RefusedError("drift", words);
  }
  if (!acceptHoles && replay.rows.some(({ opensHole }) => opensHole))
    throw new RefusedError(
      "opens-a-hole",
      "past messages would go out in clear; push with --accept-holes if that is meant",
    );
}

function hasErrors({ problems }: DraftCheckAnswer): boolean {
  return problems.some(({ severity }) => severity === "error");
}
