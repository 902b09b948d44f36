import { type Role, roles } from "../../../../src/contracts/admin-api/role-names.ts";
import type { ConsolePage } from "../pages/console-page.ts";

const overseers: readonly Role[] = roles.filter((role) => role !== "reviewer");

/** The pages of Secure Receipt and Secure Delivery. */
export const tlsPages: readonly ConsolePage[] = [
  {
    path: "tls-policies",
    title: "TLS policies",
    section: "Policies",
    roles: overseers,
    load: async () => (await import("./tls-policies-page.tsx")).TlsPoliciesPage,
  },
  {
    path: "tls-policies/:list/:id",
    title: "TLS policy",
    section: null,
    roles: overseers,
    load: async () => (await import("./tls-policy-page.tsx")).TlsPolicyPage,
  },
  {
    path: "tls-readiness",
    title: "TLS readiness",
    section: "Policies",
    roles: overseers,
    load: async () => (await import("./tls-readiness-page.tsx")).TlsReadinessPage,
  },
];
