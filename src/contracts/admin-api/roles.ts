import { z } from "zod";

/** What an administrator may be, one of these each; a route names the roles that may call it. */
export const roles = ["owner", "policy-admin", "reviewer", "help-desk", "auditor"] as const;

/** One of the roles. */
export const role = z.enum(roles);
export type Role = z.output<typeof role>;
