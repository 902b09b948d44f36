import { z } from "zod";
import { listed } from "./address-match.ts";

/** Settings of a condition on a directory attribute. */
export const attributeSettings = z.strictObject({
  name: z.string().trim().min(1).max(64),
  match: z.enum(["is", "contains", "starts-with", "ends-with"]).default("is"),
  values: z.array(z.string().trim().min(1).max(1_000)).min(1).max(1_000),
});
type Settings = z.infer<typeof attributeSettings>;

/** Whether a person's attribute fits one of the values; names and values are compared in any case. */
export function attributeFits(attributes: Readonly<Record<string, string>>, settings: Settings): boolean {
  const value = attributes[settings.name.toLowerCase()]?.trim().toLowerCase();
  if (value === undefined || value === "") return false;
  return settings.values.some((wanted) => compare(value, wanted.toLowerCase(), settings.match));
}

/** The condition in words, to stand after "the recipient's". */
export function attributeWords({ name, match, values }: Settings): string {
  return `attribute “${name}” ${match.replace("-", " ")} ${listed(values.map((value) => `“${value}”`))}`;
}

function compare(value: string, wanted: string, match: Settings["match"]): boolean {
  if (match === "is") return value === wanted;
  if (match === "contains") return value.includes(wanted);
  return match === "starts-with" ? value.startsWith(wanted) : value.endsWith(wanted);
}
