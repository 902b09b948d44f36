import { type Role, roles } from "../../../../src/contracts/admin-api/role-names.ts";
import type { ConsolePage } from "./console-page.ts";

const overseers: readonly Role[] = roles.filter((role) => role !== "reviewer");
const readers: readonly Role[] = ["owner", "policy-admin", "auditor"];

/** The pages of the policies and of what they name. */
export const policyPages: readonly ConsolePage[] = [
  {
    path: "policies",
    title: "Policies",
    section: "Policies",
    roles: overseers,
    load: async () => (await import("./policies-page.tsx")).PoliciesPage,
  },
  {
    path: "policies/:id",
    title: "Policy",
    section: null,
    roles: readers,
    load: async () => (await import("./policy-page.tsx")).PolicyPage,
  },
  {
    path: "policy-review",
    title: "Review and publish",
    section: null,
    roles: readers,
    load: async () => (await import("./policy-review-page.tsx")).PolicyReviewPage,
  },
  {
    path: "simulator",
    title: "Simulator",
    section: "Policies",
    roles: readers,
    load: async () => (await import("./simulator-page.tsx")).SimulatorPage,
  },
  {
    path: "policy-tests",
    title: "Golden tests",
    section: "Policies",
    roles: readers,
    load: async () => (await import("./policy-tests-page.tsx")).PolicyTestsPage,
  },
  {
    path: "policy-defaults",
    title: "Defaults and profiles",
    section: "Policies",
    roles: readers,
    load: async () => (await import("./policy-defaults-page.tsx")).PolicyDefaultsPage,
  },
  {
    path: "policy-history",
    title: "History",
    section: "Policies",
    roles: overseers,
    load: async () => (await import("./policy-history-page.tsx")).PolicyHistoryPage,
  },
  {
    path: "policy-history/:version",
    title: "Version of the policies",
    section: null,
    roles: overseers,
    load: async () => (await import("./policy-version-page.tsx")).PolicyVersionPage,
  },
  {
    path: "dictionaries",
    title: "Dictionaries",
    section: "Policies",
    roles: readers,
    load: async () => (await import("./dictionaries-page.tsx")).DictionariesPage,
  },
  {
    path: "dictionaries/:id",
    title: "Dictionary",
    section: null,
    roles: readers,
    load: async () => (await import("./dictionary-page.tsx")).DictionaryPage,
  },
  {
    path: "groups",
    title: "Groups",
    section: "People",
    roles: readers,
    load: async () => (await import("./groups-page.tsx")).GroupsPage,
  },
  {
    path: "groups/:id",
    title: "Group",
    section: null,
    roles: readers,
    load: async () => (await import("./group-page.tsx")).GroupPage,
  },
  {
    path: "attributes",
    title: "Attributes",
    section: "People",
    roles: readers,
    load: async () => (await import("./attributes-page.tsx")).AttributesPage,
  },
];
