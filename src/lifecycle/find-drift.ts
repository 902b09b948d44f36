import type { PolicyRepository, PublishedVersion } from "../policy/repository.ts";

/** The file pushed last, and the versions published in the console since. */
export type Drift = { readonly pushed: PublishedVersion; readonly since: readonly PublishedVersion[] };

const lookBack = 100;

/** Whether the policies in force are still those of the file pushed last; null when they are, or none was ever pushed. */
export async function findDrift(policies: PolicyRepository): Promise<Drift | null> {
  const history = await policies.history(lookBack);
  const at = history.findIndex(({ origin }) => origin === "file");
  const pushed = history[at];
  return pushed === undefined || at === 0 ? null : { pushed, since: history.slice(0, at) };
}
