import { type Role, roles } from "../../../../src/contracts/admin-api/role-names.ts";
import { accessPages } from "../access/access-pages.ts";
import { tlsPages } from "../tls/tls-pages.ts";
import type { ConsolePage } from "./console-page.ts";
import { policyPages } from "./policy-pages.ts";

const overseers: readonly Role[] = roles.filter((role) => role !== "reviewer");

/** Every page of the console, in the order of the navigation; the first that a role may see is its home. */
export const pages: readonly ConsolePage[] = [
  {
    path: "dashboard",
    title: "Dashboard",
    section: "Overview",
    roles: overseers,
    load: async () => (await import("./dashboard-page.tsx")).DashboardPage,
  },
  {
    path: "messages",
    title: "Message tracking",
    section: "Mail",
    roles: overseers,
    load: async () => (await import("./messages-page.tsx")).MessagesPage,
  },
  {
    path: "messages/:id",
    title: "Message",
    section: null,
    roles: overseers,
    load: async () => (await import("./message-page.tsx")).MessagePage,
  },
  {
    path: "held",
    title: "Held for review",
    section: "Mail",
    roles: ["owner", "reviewer", "auditor"],
    load: async () => (await import("./held-page.tsx")).HeldPage,
  },
  {
    path: "accounts",
    title: "Recipients' accounts",
    section: "People",
    roles: overseers,
    load: async () => (await import("./accounts-page.tsx")).AccountsPage,
  },
  {
    path: "branding",
    title: "Branding",
    section: "Gateway",
    roles: ["owner", "policy-admin", "auditor"],
    load: async () => (await import("./branding-page.tsx")).BrandingPage,
  },
  ...policyPages,
  ...tlsPages,
  ...accessPages,
];
