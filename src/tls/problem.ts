/** What is wrong with a policy, and where ("receipt[0].sourceRanges[1]"). */
export type TlsProblem = { readonly path: string; readonly message: string };

/** A path as people read it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
