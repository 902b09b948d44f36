import type { Directory } from "./types.ts";

/** A directory that knows nobody. */
export const emptyDirectory: Directory = { groupsOf: () => [], attributesOf: () => ({}) };

/** Several directories as one: groups add up, and of an attribute the first that knows it counts. */
export function joinDirectories(directories: readonly Directory[]): Directory {
  return {
    groupsOf: (address) => [...new Set(directories.flatMap((one) => one.groupsOf(address)))],
    attributesOf: (address) =>
      Object.assign({}, ...[...directories].reverse().map((one) => one.attributesOf(address))) as Record<
        string,
        string
      >,
  };
}
