import { RE2JS, RE2JSSyntaxException } from "re2js";

/** Where in a pattern the engine met what it refuses (offset from 0); `fragment` is what it complained of. */
export function refusedAt(pattern: string, error: string, fragment: string): number {
  if (error === "missing closing )" || error === "unexpected )") return unpairedAt(pattern);
  if (fragment === "" || !pattern.includes(fragment)) return Math.max(0, pattern.length - 1);
  for (let at = pattern.indexOf(fragment); at >= 0; at = pattern.indexOf(fragment, at + 1)) {
    if (failsUpTo(pattern.slice(0, at + fragment.length), error)) return at;
  }
  return pattern.indexOf(fragment);
}

/** Whether a beginning of the pattern is refused for the same reason already. */
function failsUpTo(beginning: string, error: string): boolean {
  try {
    RE2JS.compile(beginning);
    return false;
  } catch (failure) {
    return failure instanceof RE2JSSyntaxException && failure.error === error;
  }
}

/** The first bracket that closes nothing, or else the last that is never closed. */
function unpairedAt(pattern: string): number {
  const open: number[] = [];
  for (const { 0: found, index } of pattern.matchAll(/\\.|\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\\\]])*\]|[()]/gs)) {
    if (found === "(") open.push(index);
    else if (found === ")" && open.pop() === undefined) return index;
  }
  return open.at(-1) ?? Math.max(0, pattern.length - 1);
}
