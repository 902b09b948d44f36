import type { AdminContext } from "../../../src/context/admin.ts";
import type { Route } from "../../middleware/route.ts";
import { accessRoutes } from "../access-routes.ts";
import { operationsRoutes } from "../operations-routes.ts";
import { policyRoutes } from "../policy-routes.ts";
import type { ConsoleRole, Principal } from "../principal.ts";
import { tlsRoutes } from "../tls-routes.ts";
import { describingRoutes } from "./describe-api.ts";

const working: readonly Route<AdminContext, Principal, ConsoleRole>[] = [
  ...accessRoutes,
  ...policyRoutes,
  ...operationsRoutes,
  ...tlsRoutes,
];

/** Every route of the admin API. */
export const routes = [...working, ...describingRoutes(working)];
