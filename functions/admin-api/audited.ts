import { beginAct } from "../../src/audit/open-act.ts";
import type { AdminContext } from "../../src/context/admin.ts";
import { SealgateError } from "../../src/errors.ts";
import type { Answer, Route } from "../middleware/route.ts";
import type { ConsoleRole, Principal } from "./principal.ts";

type AdminRoute = Route<AdminContext, Principal, ConsoleRole>;

/**
 * The same route, whose success is answered only once it stands in the audit log. A change is noted before it is made,
 * so that it is entered by housekeeping when the function dies in the middle. Of a stranger nothing is noted: they may
 * change nothing before they are known, and could fill the list by knocking.
 */
export function audited(route: AdminRoute): AdminRoute {
  const { audit: action, method } = route;
  if (action === undefined) return route;
  return {
    ...route,
    async handle(call) {
      const { context, principal, request } = call;
      const act = { by: principal?.subjectId ?? "nobody", from: request.source, action, object: request.path };
      const begun = method === "GET" || principal === null ? null : await beginAct(context.acts, context.clock, act);
      const answer = await refusable(() => route.handle(call));
      const done = !(answer instanceof SealgateError) && answer.status < 400 && answer.recorded !== null;
      if (done) await context.audit.record({ ...act, ...known(answer) });
      if (begun !== null) await context.acts.remove(begun.id);
      if (answer instanceof SealgateError) throw answer;
      return answer;
    },
  };
}

/** A refusal is told by its error and changed nothing; any other fault leaves the act noted. */
async function refusable(handle: () => Promise<Answer>): Promise<Answer | SealgateError> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof SealgateError && error.status < 500) return error;
    throw error;
  }
}

/** What the route told of its act, in place of what was known before. */
function known({ recorded }: Answer) {
  if (recorded === undefined || recorded === null) return {};
  const { by, ...rest } = recorded;
  return by === undefined ? rest : { by, ...rest };
}
