import { attribute } from "./scan-xml.ts";

type Part = { readonly name: string; readonly root: string; readonly xml: string };

/** Names sheets by their number in the workbook ("sheet2"), from the workbook and its relations. */
export function sheetPlaces(parts: readonly Part[]): (partName: string) => string {
  const targets = new Map<string, string>();
  const order: string[] = [];
  for (const { root, xml } of parts) {
    for (const [, tag] of xml.matchAll(/<(?:\w+:)?(?:Relationship|sheet)\b([^<>]{0,2000})/g)) {
      const text = tag as string;
      if (root === "workbook") order.push(attribute(text, "id") ?? "");
      else targets.set(attribute(text, "Id") ?? "", (attribute(text, "Target") ?? "").split("/").pop() as string);
    }
  }
  const numbers = new Map(order.map((id, index) => [targets.get(id) ?? "", index + 1]));
  return (partName) => {
    const base = partName.split("/").pop() as string;
    return `sheet${numbers.get(base) ?? /(\d{1,4})\.xml$/i.exec(base)?.[1] ?? ""}`;
  };
}
