import type { DraftAnswer, DraftChange, DraftChangedAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { ApiError, change, get } from "../api.ts";

/** How far the changes made on this page have come. */
export type Saving =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  /** Nothing is lost: what was changed is still here, and is sent when it is tried again. */
  | { readonly kind: "failed"; readonly error: ApiError }
  /** Somebody changed the draft elsewhere; the same entry too, so that a person must choose. */
  | { readonly kind: "conflict" };

/** Whoever shows the draft. */
export type Tell = {
  readonly draft: (draft: DraftAnswer) => void;
  readonly saving: (saving: Saving) => void;
  readonly lost: () => void;
};

/** Sends changes of one draft one after the other, and keeps those that could not be sent. */
class DraftQueue {
  readonly #of: string;
  readonly #path: string;
  #tell: Tell | null = null;
  #latest: Saving = { kind: "saved" };
  #asked: ((saved: boolean) => void)[] = [];
  #known: DraftAnswer | null = null;
  #waiting: readonly DraftChange[] = [];
  #isSending = false;
  readonly #typing = new Set<() => void>();

  constructor(of: string, path: string) {
    this.#of = of;
    this.#path = path;
  }

  /** Tells a page from now on, in place of the page before, and how things stand. */
  tell(tell: Tell): void {
    this.#tell = tell;
    tell.saving(this.#latest);
  }

  /** Takes over the draft as it was loaded, unless changes are on their way or it is older than what is known. */
  know(draft: DraftAnswer): void {
    if (this.#known !== null && (this.#waiting.length > 0 || draft.revision < this.#known.revision)) return;
    this.#known = draft;
    this.#tell?.draft(draft);
    this.send();
  }

  /** The draft was published or discarded: whatever is loaded next is right. */
  forget(): void {
    this.#known = null;
  }

  /** True once the changes are kept; false when they wait for somebody to try again. */
  add(changes: readonly DraftChange[]): Promise<boolean> {
    const all = [...this.#waiting, ...changes];
    this.#waiting = this.#isSending ? all : coalesced(all);
    const kept = new Promise<boolean>((resolve) => this.#asked.push(resolve));
    this.send();
    return kept;
  }

  /** Tells of a form that keeps what is typed for a moment, and how to have it sent now; returns the way to end that. */
  typing(flush: () => void): () => void {
    this.#typing.add(flush);
    return () => void this.#typing.delete(flush);
  }

  /** Sends at once what was typed; true once all of it is kept. */
  settled(): Promise<boolean> {
    for (const flush of this.#typing) flush();
    if (this.#waiting.length === 0 && !this.#isSending) return Promise.resolve(this.#latest.kind === "saved");
    return this.add([]);
  }

  /** Sends what waits; what fails goes on waiting. */
  send(): void {
    if (!this.#isSending && this.#known !== null && this.#waiting.length > 0) void this.#sendAll(this.#known);
  }

  /** Forgets what waits and takes the draft as others left it. */
  async giveUp(): Promise<void> {
    this.#waiting = [];
    await this.#refresh();
    this.#say({ kind: "saved" });
  }

  #say(saving: Saving): void {
    this.#latest = saving;
    this.#tell?.saving(saving);
    if (saving.kind === "saving") return;
    const asked = this.#asked;
    this.#asked = [];
    for (const resolve of asked) resolve(saving.kind === "saved");
  }

  async #sendAll(begun: DraftAnswer): Promise<void> {
    this.#isSending = true;
    this.#say({ kind: "saving" });
    let saving: Saving = { kind: "saved" };
    try {
      let known = begun;
      while (this.#waiting.length > 0) {
        known = await this.#sendSome(known);
        this.#known = known;
      }
      await this.#refresh();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "sign-in-needed") this.#tell?.lost();
      saving = error.code === "stale-draft" ? await this.#stale(begun) : { kind: "failed", error };
    } finally {
      this.#isSending = false;
    }
    this.#say(saving);
    if (saving.kind === "saving") this.send();
  }

  async #sendSome(known: DraftAnswer): Promise<DraftAnswer> {
    const changes = this.#waiting;
    const { revision, basedOn } = known;
    const body = { of: this.#of === "" ? undefined : this.#of, revision, basedOn, changes };
    const answer = await change<DraftChangedAnswer>("POST", "api/draft/changes", body);
    this.#waiting = this.#waiting.slice(changes.length);
    return { ...known, revision: answer.revision, updatedAt: answer.updatedAt };
  }

  async #refresh(): Promise<DraftAnswer> {
    const fresh = await get<DraftAnswer>(this.#path);
    this.#known = fresh;
    if (this.#waiting.length === 0) this.#tell?.draft(fresh);
    return fresh;
  }

  /** Goes on with the draft as it now is, unless the same policy was changed there too: then a person must choose. */
  async #stale(before: DraftAnswer): Promise<Saving> {
    const fresh = await this.#refresh();
    const isSafe = this.#waiting.every((one) => {
      if (!("put" in one) || one.put !== "policies") return false;
      return policyIn(before, one.value.id) === policyIn(fresh, one.value.id);
    });
    return isSafe ? { kind: "saving" } : { kind: "conflict" };
  }
}

const queues = new Map<string, DraftQueue>();

/** The queue of a draft, the same on every page: what is on its way when a page is left arrives all the same. */
export function queueFor(userName: string, of: string, path: string): DraftQueue {
  const key = JSON.stringify([userName, of]);
  const queue = queues.get(key) ?? new DraftQueue(of, path);
  queues.set(key, queue);
  return queue;
}

function policyIn({ policies }: DraftAnswer, id: string): string | undefined {
  return JSON.stringify(policies.find(({ policy }) => policy.id === id)?.policy);
}

/** Of several puts of one entry the last says all. */
function coalesced(changes: readonly DraftChange[]): readonly DraftChange[] {
  return changes.filter((one, index) => {
    if (!("put" in one) || one.at !== undefined) return true;
    return !changes
      .slice(index + 1)
      .some((later) => "put" in later && later.put === one.put && later.value.id === one.value.id);
  });
}
