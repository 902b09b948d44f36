import type { DraftAnswer, DraftEntry } from "../../../../src/contracts/admin-api/drafts.ts";

/** A policy to start from: mail to outsiders is encrypted. */
export function newPolicy({ policies }: Pick<DraftAnswer, "policies">): DraftEntry {
  return {
    id: freeId(
      "new-policy",
      policies.map(({ policy }) => policy.id),
    ),
    name: "New policy",
    narrative: "",
    conditions: { all: [{ type: "recipient-location", settings: { is: "external" } }] },
    disposition: "encrypt",
    modifiers: [],
  };
}

/** A stable id made of a name, that no other has yet. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 56);
  const start = plain === "" ? "entry" : plain;
  let id = start;
  for (let number = 2; taken.includes(id); number += 1) id = `${start}-${number}`;
  return id;
}
