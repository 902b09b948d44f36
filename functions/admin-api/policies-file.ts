import type { Answer } from "../middleware/route.ts";

/** A policies file to be saved, byte for byte. */
export function policiesFile(text: string, name: string): Answer {
  return {
    status: 200,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="policies-${name}.json"`,
    },
    body: text,
  };
}
