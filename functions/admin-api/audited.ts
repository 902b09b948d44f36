import type { AdminContext } from "../../src/context/admin.ts";
import type { Route } from "../middleware/route.ts";
import type { ConsoleRole, Principal } from "./principal.ts";

type AdminRoute = Route<AdminContext, Principal, ConsoleRole>;

/** The same route, whose success is answered only once it stands in the audit log. */
export function audited(route: AdminRoute): AdminRoute {
  const { audit: action } = route;
  if (action === undefined) return route;
  return {
    ...route,
    async handle(call) {
      const answer = await route.handle(call);
      if (answer.status >= 400) return answer;
      const { object = call.request.path, before, after } = answer.recorded ?? {};
      const by = answer.recorded?.by ?? call.principal?.subjectId ?? "nobody";
      await call.context.audit.record({ by, from: call.request.source, action, object, before, after });
      return answer;
    },
  };
}
