import { roles } from "../../../../src/contracts/admin-api/role-names.ts";
import type { ConsolePage } from "../pages/console-page.ts";

/** Pages about who may use the console, what they decided, and what is kept of it. */
export const accessPages: readonly ConsolePage[] = [
  {
    path: "administrators",
    title: "Administrators",
    section: "People",
    roles: ["owner", "auditor"],
    load: async () => (await import("./administrators-page.tsx")).AdministratorsPage,
  },
  {
    path: "settings",
    title: "Settings",
    section: "Gateway",
    roles: ["owner", "policy-admin", "auditor"],
    load: async () => (await import("./settings-page.tsx")).SettingsPage,
  },
  {
    path: "api-keys",
    title: "API keys",
    section: "Gateway",
    roles: ["owner", "auditor"],
    load: async () => (await import("./api-keys-page.tsx")).ApiKeysPage,
  },
  {
    path: "audit",
    title: "Audit log",
    section: "Gateway",
    roles: ["owner", "auditor"],
    load: async () => (await import("./audit-page.tsx")).AuditPage,
  },
  {
    path: "account",
    title: "Your account",
    section: null,
    roles,
    load: async () => (await import("./account-page.tsx")).AccountPage,
  },
];
