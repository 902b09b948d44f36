import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";
import { type Expression, nativeExpression } from "./expression.ts";
import { nativePattern } from "./native-pattern.ts";
import { refusedAt } from "./refused-at.ts";

/** The longest pattern, and the largest program it may become: its cost is that times the text. */
export const LONGEST_PATTERN = 1_000;
const LARGEST_PROGRAM = 500;

/** A pattern that can be searched for, or why and where it was refused; positions count from 1. */
export type CompiledPattern =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly position: number; readonly message: string };

/**
 * Compiles an administrator's pattern for an engine whose time grows with the text only (RE2 syntax), or for the
 * engine of the language where that makes no difference but in speed. `^` and `$` stand for the ends of lines.
 */
export function compilePattern(pattern: string, matchCase: boolean): CompiledPattern {
  const refused = (message: string, at = 0) => ({ ok: false, position: at + 1, message }) as const;
  if (pattern.length > LONGEST_PATTERN) return refused(`has more than ${LONGEST_PATTERN} characters`, LONGEST_PATTERN);
  try {
    const expression = RE2JS.compile(pattern, RE2JS.MULTILINE | (matchCase ? 0 : RE2JS.CASE_INSENSITIVE));
    if (expression.programSize() > LARGEST_PROGRAM) return refused("repeats too much to be searched for in time");
    if (expression.test("")) return refused("also matches where nothing stands");
    const native = nativePattern(pattern, matchCase);
    return { ok: true, expression: native === null ? expression : nativeExpression(native) };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    if (!(error instanceof RE2JSSyntaxException)) return refused("is not a regular expression");
    return refused(words(error, pattern), refusedAt(pattern, error.error, error.input ?? ""));
  }
}

/** The refusal of a pattern as one sentence for its author, or null. */
export function patternProblem(pattern: string): string | null {
  const compiled = compilePattern(pattern, false);
  return compiled.ok ? null : `the regular expression is refused at position ${compiled.position}: ${compiled.message}`;
}

function words({ error, input }: RE2JSSyntaxException, pattern: string): string {
  if (/^\(\?<?[=!]/.test(input ?? "")) return "looking ahead or back is not possible";
  if (error === "invalid escape sequence" && /^\\[1-9]/.test(input ?? ""))
    return "references to a group are not possible";
  const fragment = input === null || input === "" || input === pattern || !pattern.includes(input) ? "" : input;
  return fragment === "" ? error : `${error} ${JSON.stringify(fragment.slice(0, 40))}`;
}
