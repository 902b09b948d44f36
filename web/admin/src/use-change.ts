import { useCallback, useState } from "react";
import { ApiError, type ChangeMethod, change } from "./api.ts";
import { useFlash } from "./flashes.ts";
import { useVisit } from "./signed-in.ts";

/** One change and what is said of it. */
export type Change = {
  readonly method: ChangeMethod;
  readonly path: string;
  readonly body?: unknown;
  /** Said when it worked. */
  readonly done?: string;
  /** Words for refusals by their code; the others have words of their own. */
  readonly refused?: Readonly<Record<string, string>>;
};

/** What became of a change; a page that only shows words may ignore it. */
export type Changed<Answer> =
  | { readonly kind: "done"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly error: ApiError };

/** Changes something over the API and says above the page how it went; `busy` meanwhile. */
export function useChange() {
  const [busy, setBusy] = useState(false);
  const flash = useFlash();
  const { lost } = useVisit();
  const run = useCallback(
    async <Answer = void>({ method, path, body, done, refused = {} }: Change): Promise<Changed<Answer>> => {
      setBusy(true);
      flash(null);
      try {
        const answer = await change<Answer>(method, path, body);
        if (done !== undefined) flash({ type: "success", text: done });
        return { kind: "done", answer };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        flash({ type: "error", text: refused[error.code] ?? wordsFor(error) });
        if (error.code === "sign-in-needed") lost();
        return { kind: "failed", error };
      } finally {
        setBusy(false);
      }
    },
    [flash, lost],
  );
  return { busy, run };
}

function wordsFor({ code, status, message, reference }: ApiError): string {
  if (code === "unreachable")
    return "The gateway did not answer. Check your connection; nothing is known to be changed.";
  if (code === "sign-in-needed") return "Your session had ended and nothing was changed. Please do it again.";
  if (code === "forbidden") return "Your role may not do this.";
  if (code === "conflict") return "Somebody else changed this meanwhile. Load it again and repeat your change.";
  if (status >= 500) return `It failed on our side and may not have been done. Reference: ${reference}`;
  return `Not done: ${message}.`;
}
