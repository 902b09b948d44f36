import type { Role } from "../../../src/contracts/admin-api/role-names.ts";
import type { ConsolePage } from "./pages/console-page.ts";

/** A page and what its address says. */
export type FoundPage = { readonly page: ConsolePage; readonly params: Readonly<Record<string, string>> };

/** The page that a path names among those that the role may see; the role's first page for the empty path. */
export function findPage(pages: readonly ConsolePage[], role: Role, path: string): FoundPage | null {
  const open = pages.filter((page) => page.roles.includes(role));
  const home = open.find(({ section }) => section !== null);
  if (path === "") return home === undefined ? null : { page: home, params: {} };
  for (const page of open) {
    const params = paramsOf(page.path, path);
    if (params !== null) return { page, params };
  }
  return null;
}

/** The roles that may see what a path names; none where no page has this address. */
export function rolesOf(pages: readonly ConsolePage[], path: string): readonly Role[] {
  return pages.find((page) => paramsOf(page.path, path) !== null)?.roles ?? [];
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const names = pattern.split("/");
  const segments = path.split("/");
  if (names.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const segment = segments[index] ?? "";
    if (name.startsWith(":")) params[name.slice(1)] = decoded(segment);
    else if (name !== segment) return null;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
