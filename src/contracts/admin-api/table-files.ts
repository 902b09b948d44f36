import { z } from "zod";
import { largestTableFile } from "../limits.ts";
import { dictionaryEntry } from "../policies-dictionary.ts";
import { attributes } from "../policies-directory.ts";

/** A CSV file, as base64, to be read and not kept. */
export const tableFileRequest = z.strictObject({
  kind: z.enum(["group", "attributes", "dictionary"]),
  data: z.base64().max(Math.ceil(largestTableFile / 3) * 4),
});

/** What stands in a CSV file, and what could not be taken. */
export const tableFileAnswer = z.strictObject({
  /** How its bytes were read: "UTF-8", "UTF-16" or "Windows-1252" where they are neither. */
  encoding: z.string(),
  addresses: z.array(z.string()).readonly(),
  domains: z.array(z.string()).readonly(),
  attributes,
  entries: z.array(dictionaryEntry).readonly(),
  /** Rows that say again what another said. */
  repeated: z.number().int(),
  problems: z.array(z.strictObject({ line: z.number().int(), message: z.string() })).readonly(),
  moreProblems: z.number().int(),
});
export type TableFileAnswer = z.output<typeof tableFileAnswer>;
