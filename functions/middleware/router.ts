import { SealgateError } from "../../src/errors.ts";
import { readInput } from "./read-input.ts";
import type { Answer, Route, WebRequest } from "./route.ts";

type Listed<Context> = readonly Route<Context, never>[];

/** Who calls: a person with a role, or a program with scopes. */
type Caller = { readonly role: string; readonly scopes?: readonly string[] };

/** Finds the route of a request, checks who may call it, reads its input, and lets it answer. */
export function router<Context, Principal extends Caller>(
  routes: readonly Route<Context, Principal>[],
  context: Context,
): (request: WebRequest<Principal>) => Promise<Answer> {
  const compiled = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return async (request) => {
    const onPath = compiled.flatMap(({ route, pattern }) => {
      const params = matchPath(pattern, request.path);
      return params === null ? [] : [{ route, params }];
    });
    if (onPath.length === 0) throw new SealgateError("not-found", 404, "no such page");
    const method = request.method === "HEAD" ? "GET" : request.method;
    const found = onPath.find(({ route }) => route.method === method);
    if (found === undefined) throw new SealgateError("method-not-allowed", 405, "the page does not take this method");
    admit(found.route, request.principal);
    const input = readInput(found.route.request, request);
    return found.route.handle({ request, principal: request.principal, params: found.params, input, context });
  };
}

/** Refuses whoever is not signed in, or lacks the role or, as a program, the scope that the route asks for. */
function admit(route: Listed<never>[number], principal: Caller | null): void {
  if (route.roles === "anyone") return;
  if (principal === null) throw new SealgateError("sign-in-needed", 401, "sign in first");
  if (principal.scopes !== undefined) {
    if (route.scope !== undefined && principal.scopes.includes(route.scope)) return;
    throw new SealgateError("forbidden", 403, "this API key may not do this");
  }
  if (!route.roles.includes(principal.role)) throw new SealgateError("forbidden", 403, "your role may not do this");
}

function patternOf(path: string): readonly string[] {
  return path.split("/").slice(1);
}

/** The named segments, or null when the path is another. A segment that is not valid UTF-8 matches nothing. */
function matchPath(pattern: readonly string[], path: string): Record<string, string> | null {
  const segments = path.split("/").slice(1);
  if (segments.length !== pattern.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith("{")) {
      const value = decoded(segment);
      if (value === null || value === "") return null;
      params[part.slice(1, -1)] = value;
    } else if (part !== segment) return null;
  }
  return params;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
