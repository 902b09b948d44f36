import Button from "@cloudscape-design/components/button";
import { toCsv } from "../parts/list/csv.ts";
import { saveFile } from "../parts/list/save-file.ts";

type Line = { readonly name: string; readonly status: string; readonly sentence: string };

/** Gives the list of policies as a CSV file, in the order in which they are asked. */
export function ExportPolicies({ lines }: { lines: readonly Line[] }) {
  const save = () => {
    const rows = lines.map(({ name, status, sentence }, index) => [String(index + 1), name, status, sentence]);
    saveFile("policies.csv", toCsv([["Place", "Name", "Status", "In words"], ...rows]), "text/csv");
  };
  return (
    <Button iconName="download" onClick={save}>
      Export CSV
    </Button>
  );
}
