import {
  type AuditRequest,
  auditAnswer,
  auditRequest,
  auditRootsAnswer,
} from "../../../src/contracts/admin-api/audit.ts";
import type { AuditEntry, AuditedEntry } from "../../../src/contracts/audit-file.ts";
import { SealgateError } from "../../../src/errors.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";

/** Below what a function may answer at once. */
const mostBytes = 3 * 1024 * 1024;
/** Entries looked at for one answer where a filter is given. */
const mostSearched = 500;

/** One page of the audit log, with the names behind its ids. */
export const listAudit = route({
  method: "GET",
  path: "/api/audit",
  roles: ["owner", "auditor"],
  scope: "audit:read",
  request: auditRequest,
  answer: auditAnswer,
  handle: async ({ input, context }) => {
    const { limit, cursor, after } = input;
    const ascending = after !== undefined;
    const wanted = isFiltered(input) ? mostSearched : limit;
    const found = ascending
      ? await context.trail.after(cursor === undefined ? after : placeOf(cursor), wanted)
      : await context.trail.before(cursor === undefined ? null : placeOf(cursor), wanted);
    const names = await context.people.namesOf(found.flatMap(({ entry: { by, object } }) => [by, object]));
    const matching = found.filter(({ entry }) => fulfils(entry, input, names));
    const entries = fitting(matching.slice(0, limit));
    const cut = entries.length < matching.length;
    const last = (cut ? entries : found).at(-1)?.entry.seq;
    const isEnd = last === undefined || (!cut && (ascending ? found.length < wanted : last === 1));
    return jsonAnswer(auditAnswer, {
      entries,
      names: Object.fromEntries(names),
      cursor: isEnd ? undefined : String(last),
    });
  },
});

/** The signed ends of days, and the key to check them by. */
export const listAuditRoots = route({
  method: "GET",
  path: "/api/audit/roots",
  roles: ["owner", "auditor"],
  scope: "audit:read",
  answer: auditRootsAnswer,
  handle: async ({ context }) => {
    const [key, roots] = await Promise.all([context.signer.publicKey(), context.roots.list()]);
    return jsonAnswer(auditRootsAnswer, { publicKey: Buffer.from(key).toString("base64"), roots: [...roots] });
  },
});

/** Forgets the name behind a subject id; the chain goes on to hold without it. */
export const erasePerson = route({
  method: "DELETE",
  path: "/api/audit/people/{subjectId}",
  roles: ["owner"],
  audit: "audit.erase-name",
  handle: async ({ params, context }) => {
    const { subjectId = "" } = params;
    const working = (await context.administrators.list()).some((each) => each.subjectId === subjectId);
    if (working) throw new SealgateError("still-administrator", 409, "remove the administrator first");
    if (!(await context.people.erase(subjectId))) throw new SealgateError("not-found", 404, "no name is known");
    return { status: 204, recorded: { object: subjectId } };
  },
});

/** Forgets the values of one change; their hash stays in the chain. */
export const eraseAuditValues = route({
  method: "DELETE",
  path: "/api/audit/entries/{seq}/values",
  roles: ["owner"],
  audit: "audit.erase-values",
  handle: async ({ params, context }) => {
    const seq = placeOf(params.seq ?? "");
    await context.trail.eraseDetails(seq);
    return { status: 204, recorded: { object: `entry ${seq}` } };
  },
});

function placeOf(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new SealgateError("bad-request", 400, "not the number of an entry");
  return Number(text);
}

/** As many of them as one answer may hold, and one at least. */
function fitting(found: readonly AuditedEntry[]): AuditedEntry[] {
  let bytes = 0;
  return found.filter((each, index) => {
    bytes += JSON.stringify(each).length;
    return index === 0 || bytes <= mostBytes;
  });
}

function isFiltered({ action, by, object, since, until }: AuditRequest): boolean {
  return [action, by, object, since, until].some((wish) => wish !== undefined);
}

function fulfils(entry: AuditEntry, asked: AuditRequest, names: ReadonlyMap<string, string>): boolean {
  const { action = "", by = "", object = "", since = "", until = "9" } = asked;
  const named = (id: string, part: string) => id === part || holds(names.get(id) ?? id, part);
  const inTime = entry.at >= since && entry.at <= until;
  return inTime && holds(entry.action, action) && named(entry.by, by) && named(entry.object, object);
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
