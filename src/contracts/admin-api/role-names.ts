/** What an administrator may be, one of these each; a route names the roles that may call it. */
export const roles = ["owner", "policy-admin", "reviewer", "help-desk", "auditor"] as const;
export type Role = (typeof roles)[number];
