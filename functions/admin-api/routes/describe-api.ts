import type { AdminContext } from "../../../src/context/admin.ts";
import type { Route } from "../../middleware/route.ts";
import { apiPage, apiStylesheet } from "../api-page.ts";
import { openApiOf } from "../openapi.ts";
import { type ConsoleRole, everyRole, type Principal, route } from "../principal.ts";

type AdminRoute = Route<AdminContext, Principal, ConsoleRole>;

/** Routes that describe the listed ones, and themselves. */
export function describingRoutes(listed: readonly AdminRoute[]): readonly AdminRoute[] {
  const documentOf = ({ consoleUrl, portalName }: AdminContext) =>
    openApiOf([...listed, ...describing], { title: `${portalName}: administration API`, server: consoleUrl });
  const describing: readonly AdminRoute[] = [
    route({
      method: "GET",
      path: "/api/openapi.json",
      roles: everyRole,
      handle: async ({ context }) => answer("application/json; charset=utf-8", JSON.stringify(documentOf(context))),
    }),
    route({
      method: "GET",
      path: "/api/docs",
      roles: everyRole,
      handle: async ({ context }) => answer("text/html; charset=utf-8", apiPage(documentOf(context))),
    }),
    route({
      method: "GET",
      path: "/api/docs.css",
      roles: everyRole,
      handle: async () => answer("text/css; charset=utf-8", apiStylesheet),
    }),
  ];
  return describing;
}

function answer(type: string, body: string) {
  return { status: 200, headers: { "content-type": type }, body };
}
