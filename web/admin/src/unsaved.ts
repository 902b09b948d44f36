import { useEffect, useRef } from "react";

const question = "Leave this page? What you changed on it was not saved.";
const pages = new Set<object>();

/**
 * While `changed`, nobody leaves the page by a link, the browser's back or by closing it without being asked. Answers
 * what lets go once all is saved.
 */
export function useUnsaved(changed: boolean): () => void {
  const page = useRef({});
  useEffect(() => {
    if (!changed) return;
    const { current } = page;
    const ask = (event: BeforeUnloadEvent) => {
      if (pages.has(current)) event.preventDefault();
    };
    pages.add(current);
    addEventListener("beforeunload", ask);
    return () => {
      pages.delete(current);
      removeEventListener("beforeunload", ask);
    };
  }, [changed]);
  return () => pages.delete(page.current);
}

/** Whether the page may be left: nothing is lost by it, or the person says so. */
export function mayLeave(): boolean {
  if (pages.size > 0 && !confirm(question)) return false;
  pages.clear();
  return true;
}
