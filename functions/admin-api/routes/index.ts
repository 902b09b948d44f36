import type { AdminContext } from "../../../src/context/admin.ts";
import type { Route } from "../../middleware/route.ts";
import { accessRoutes } from "../access-routes.ts";
import { policyRoutes } from "../policy-routes.ts";
import type { ConsoleRole, Principal } from "../principal.ts";
import { listMessages } from "./list-messages.ts";
import { readMessage } from "./read-message.ts";

/** Every route of the admin API. */
export const routes: readonly Route<AdminContext, Principal, ConsoleRole>[] = [
  ...accessRoutes,
  ...policyRoutes,
  listMessages,
  readMessage,
];
