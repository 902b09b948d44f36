import type { ComponentType } from "react";
import type { Role } from "../../../../src/contracts/admin-api/role-names.ts";

/** What every page is given: the values of the `:names` in its address. */
export type PageProps = { readonly params: Readonly<Record<string, string>> };

/** The headings of the console's navigation, in its order. */
export const sections = ["Overview", "Mail", "Policies", "People", "Gateway"] as const;
export type Section = (typeof sections)[number];

/** One page of the console. */
export type ConsolePage = {
  /** Under the console's address; `:name` stands for one segment. */
  readonly path: string;
  /** What the navigation calls it. */
  readonly title: string;
  /** Where it stands in the navigation; null when other pages lead to it. */
  readonly section: Section | null;
  readonly roles: readonly Role[];
  /** Its code, fetched when it is opened first. */
  readonly load: () => Promise<ComponentType<PageProps>>;
};
