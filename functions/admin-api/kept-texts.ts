import { beginAct, type OpenAct } from "../../src/audit/open-act.ts";
import type { AdminContext } from "../../src/context/admin.ts";
import { type OpenedText, openKeptText } from "../../src/lifecycle/kept-texts.ts";
import type { KeptPlace } from "../../src/tracking/kept-texts.ts";
import type { WebRequest } from "../middleware/route.ts";
import { policyEditors } from "./policy-context.ts";
import type { Principal } from "./principal.ts";

const dayLength = 86_400_000;
const action = "policies.replay-texts";

/** Days for which whoever asks may have kept texts asked; 0: not at all. */
export async function textDaysFor(context: AdminContext, { role, scopes }: Principal): Promise<number> {
  const mayAsk = policyEditors.some((each) => each === role) || scopes?.includes("policies:write") === true;
  return mayAsk ? (await context.settings.current()).settings.keepTextDays : 0;
}

/** Opens the text of a past message, once a look is `noted`; null where it is older than the days for which it is kept. */
export async function openTextOf(
  context: AdminContext,
  days: number,
  place: KeptPlace,
  noted: () => Promise<void> = async () => undefined,
): Promise<OpenedText | null> {
  const age = context.clock.now().getTime() - Date.parse(place.receivedAt);
  if (age > days * dayLength) return null;
  await noted();
  return openKeptText(context, place);
}

/** One replay's looks at texts: noted before the first, and one entry in the audit log, however many steps it takes. */
export class TextLooks {
  readonly #context: AdminContext;
  readonly #about: Pick<OpenAct, "by" | "from" | "action" | "object">;
  readonly #days: number;
  #act: OpenAct | undefined;
  #beginning: Promise<OpenAct> | undefined;

  constructor(context: AdminContext, { subjectId: by }: Principal, request: WebRequest, draft: string, days: number) {
    this.#context = context;
    this.#about = { by, from: request.source, action, object: `draft of ${draft}` };
    this.#days = days;
  }

  /** What names the replay to its next step; undefined while it has looked at no text. */
  get id(): string | undefined {
    return this.#act?.id;
  }

  /** Takes up what an earlier step began; an id that is no such replay of the same person's is nothing. */
  async resume(id: string | undefined): Promise<void> {
    if (id === undefined) return;
    const { by, object } = this.#about;
    this.#act = (await this.#context.acts.list()).find(
      (each) => each.id === id && each.by === by && each.action === action && each.object === object,
    );
  }

  /** Must be called before a text is opened. */
  async begin(): Promise<void> {
    if (this.#act !== undefined) return;
    this.#beginning ??= beginAct(this.#context.acts, this.#context.clock, this.#about);
    this.#act = await this.#beginning;
  }

  /** Notes what a step has looked at, and after the last enters the whole. */
  async note(texts: number, isLast: boolean): Promise<void> {
    const { acts, audit, clock } = this.#context;
    if (this.#act === undefined) return;
    const all = Number(this.#act.reached?.texts ?? 0) + texts;
    const reached = { days: this.#days, texts: all };
    this.#act = { ...this.#act, at: clock.now().toISOString(), reached };
    if (!isLast) return acts.put(this.#act);
    if (all > 0) await audit.record({ ...this.#about, after: reached });
    await acts.remove(this.#act.id);
  }
}
