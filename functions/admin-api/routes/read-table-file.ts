import {
  type TableFileAnswer,
  tableFileAnswer,
  tableFileRequest,
} from "../../../src/contracts/admin-api/table-files.ts";
import { decodeTextFile } from "../../../src/lifecycle/decode-text-file.ts";
import { importDictionaryCsv } from "../../../src/lifecycle/dictionary-table.ts";
import { importAttributesCsv, importGroupCsv } from "../../../src/policy/directory-import.ts";
import { jsonAnswer } from "../json-answer.ts";
import { policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

const mostProblems = 200;

/** What stands in a CSV file of members, attributes or entries; nothing is kept. */
export const readTableFile = route({
  method: "POST",
  path: "/api/table-files",
  roles: policyEditors,
  request: tableFileRequest,
  answer: tableFileAnswer,
  handle: async ({ input }) => {
    const { text, encoding } = decodeTextFile(Buffer.from(input.data, "base64"));
    const { problems, ...read } = readers[input.kind](text);
    return jsonAnswer(tableFileAnswer, {
      ...{ encoding, addresses: [], domains: [], attributes: {}, entries: [], repeated: 0 },
      ...read,
      problems: problems.slice(0, mostProblems),
      moreProblems: Math.max(0, problems.length - mostProblems),
    });
  },
});

type Read = Partial<Omit<TableFileAnswer, "problems">> & Pick<TableFileAnswer, "problems">;

const readers: Readonly<Record<"group" | "attributes" | "dictionary", (text: string) => Read>> = {
  group: (text) => {
    const { members, repeated, problems } = importGroupCsv(text);
    return { ...members, repeated, problems };
  },
  attributes: importAttributesCsv,
  dictionary: importDictionaryCsv,
};
