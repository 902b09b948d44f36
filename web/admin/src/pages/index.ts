import { type Role, roles } from "../../../../src/contracts/admin-api/roles.ts";
import type { ConsolePage } from "./console-page.ts";
import { policyPages } from "./policy-pages.ts";

const overseers: readonly Role[] = roles.filter((role) => role !== "reviewer");

/** Every page of the console, in the order of the navigation; the first that a role may see is its home. */
export const pages: readonly ConsolePage[] = [
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
  ...policyPages,
];
