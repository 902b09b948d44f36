import { useCallback, useSyncExternalStore } from "react";
import { mayLeave } from "./unsaved.ts";

const moved = "console-moved";
/** The address of the page that is shown: the browser's back and forward have moved already when they tell of it. */
let shown = location.href;

addEventListener("popstate", (event) => {
  if (pathOf(location.href) !== pathOf(shown) && !mayLeave()) {
    event.stopImmediatePropagation();
    history.pushState(null, "", shown);
  }
  shown = location.href;
});

/** The page's path under the console's base, without slashes around it. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, currentPath);
}

/** What stands behind the `?` of the address, and the way to replace it without leaving the page. */
export function useQuery(): readonly [query: URLSearchParams, replace: (query: URLSearchParams) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const replace = useCallback((query: URLSearchParams) => {
    const next = query.size === 0 ? "" : `?${query}`;
    if (next === location.search) return;
    history.replaceState(null, "", `${location.pathname}${next}`);
    shown = location.href;
    dispatchEvent(new Event(moved));
  }, []);
  return [new URLSearchParams(search), replace];
}

/** The address of a page of the console. */
export function hrefOf(path: string): string {
  const { pathname, search } = new URL(path, document.baseURI);
  return `${pathname}${search}`;
}

/** Goes to a page without loading it anew, unless somebody wants to keep what they changed on this one. */
export function goTo(path: string): void {
  if (!mayLeave()) return;
  history.pushState(null, "", hrefOf(path));
  shown = location.href;
  dispatchEvent(new Event(moved));
  scrollTo(0, 0);
}

/** For `onFollow` of links: stays in the page where the browser would have left it. */
export function follow(event: { preventDefault(): void; detail: { href?: string; external?: boolean } }): void {
  const { href, external } = event.detail;
  if (href === undefined || external) return;
  event.preventDefault();
  goTo(new URL(href, location.href).href.slice(document.baseURI.length));
}

function currentPath(): string {
  return pathOf(location.href);
}

function pathOf(address: string): string {
  const base = new URL(document.baseURI).pathname;
  const { pathname } = new URL(address);
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : "";
  return path.replace(/^\/+|\/+$/g, "");
}

function subscribe(changed: () => void): () => void {
  addEventListener("popstate", changed);
  addEventListener(moved, changed);
  return () => {
    removeEventListener("popstate", changed);
    removeEventListener(moved, changed);
  };
}
