import { CELL, ROW } from "../text-views.ts";

/** What an element of a document does to the text in and around it. */
export type FlowRole = {
  /** What stands after it. */
  readonly mark?: string;
  /** Whether text stands in it. */
  readonly holds?: boolean;
  /** Text that is not shown: deleted, moved away, codes of fields, second forms of the same. */
  readonly unseen?: boolean;
  /** Text that stands beside the text around it: boxes, notes, remarks. */
  readonly aside?: boolean;
  /** Whether its attributes matter. */
  readonly special?: boolean;
  /** Form only: fonts, sizes, colours. */
  readonly form?: boolean;
};

const marks: readonly (readonly [mark: string, names: string])[] = [
  ["\n", "p h br cr line-break text title index creator date note-citation"],
  ["\t", "tab ptab"],
  [" ", "s"],
  ["-", "noBreakHyphen"],
  [CELL, "tc table-cell covered-table-cell v"],
  [ROW, "tr table-row"],
];
const flags: readonly (readonly [flag: keyof FlowRole, names: string])[] = [
  ["holds", "t v text delText instrText f"],
  ["unseen", "del delText moveFrom instrText Fallback tracked-changes rPh"],
  ["aside", "txbxContent footnote note annotation frame tracked-changes custom-shape"],
  ["special", "vanish span rStyle sym s text docVar lvlText default"],
  [
    "form",
    "rPr pPr rFonts sz szCs lang color b bCs i iCs u ind spacing jc rtl kern highlight shd tcPr tcW trPr pStyle latin ea cs solidFill srgbClr schemeClr xfrm off ext prstGeom avLst ln noFill bodyPr lstStyle lvl1pPr lvl2pPr lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr defRPr endParaRPr buNone buFont buChar lnSpc spcBef spcAft spcPct spcPts",
  ],
];

const roles = new Map<string, FlowRole>();
for (const [mark, names] of marks) for (const name of names.split(" ")) roles.set(name, { ...roles.get(name), mark });
for (const [flag, names] of flags)
  for (const name of names.split(" ")) roles.set(name, { ...roles.get(name), [flag]: true });

/** The role of an element by its local name; elements without one leave no gap. */
export function roleOf(name: string): FlowRole | undefined {
  return roles.get(name);
}
