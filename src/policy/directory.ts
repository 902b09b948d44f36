import type { Directory } from "./types.ts";

/** A directory that knows nobody. */
export const emptyDirectory: Directory = { groupsOf: () => [], attributesOf: () => ({}) };
