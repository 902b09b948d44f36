import type { PolicyRow } from "../../../../src/contracts/admin-api/policies.ts";
import type { Column } from "../parts/list/column.ts";
import { dispositionWords } from "../words.ts";
import { statusWords } from "./policy-badges.tsx";

type Filterable = Pick<PolicyRow, "name" | "disposition" | "status" | "sentence">;

/** What a list of policies is filtered by. */
export function policyColumns<Row>(
  of: (row: Row) => Filterable,
): Pick<Column<Row>, "id" | "header" | "text" | "filter">[] {
  return [
    { id: "name", header: "Name", text: (row) => of(row).name },
    // A policy that is not finished may do nothing yet.
    {
      id: "does",
      header: "What it does",
      text: (row) => dispositionWords[of(row).disposition]?.text ?? "",
      filter: "choice",
    },
    { id: "status", header: "Status", text: (row) => statusWords[of(row).status], filter: "choice" },
    { id: "sentence", header: "In words", text: (row) => of(row).sentence },
  ];
}
