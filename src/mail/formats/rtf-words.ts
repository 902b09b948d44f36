import { CELL, ROW } from "../text-views.ts";

/** Groups whose content no reader shows. */
export const skippedGroups: ReadonlySet<string> = new Set(
  "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl themedata colorschememapping latentstyles datastore xmlnstbl generator pict bkmkstart bkmkend panose falt mmathPr pgdsctbl blipuid picprop wgrffmtfilter filetbl listpicture protusertbl pnseclvl".split(
    " ",
  ),
);

/** Groups whose text stands beside the text around it. */
export const boxGroups: ReadonlySet<string> = new Set(
  "header headerl headerr headerf footer footerl footerr footerf footnote annotation ud shp shpinst shptxt dptxbxtext do info title subject author keywords doccomm company operator category manager hlinkbase userprops atnauthor atnid comment".split(
    " ",
  ),
);

/** Groups whose text is shown nowhere but is in the file. */
export const hiddenGroups: ReadonlySet<string> = new Set(
  "sp fldinst htmltag mhtmltag deleted xe tc rxe txe datafield formfield docvar".split(" "),
);

/** What control words put into the text. */
export const wordMarks: Readonly<Record<string, string>> = {
  par: "\n",
  line: "\n",
  sect: "\n",
  page: "\n",
  column: "\n",
  lbr: "\n",
  row: ROW,
  nestrow: ROW,
  cell: CELL,
  nestcell: CELL,
  tab: "\t",
  sn: "\n",
  sv: "\n",
  emdash: "\u2014",
  endash: "\u2013",
  emspace: " ",
  enspace: " ",
  qmspace: " ",
  bullet: "\u2022",
  lquote: "\u2018",
  rquote: "\u2019",
  ldblquote: "\u201c",
  rdblquote: "\u201d",
};

/** What control symbols put into the text. */
export const symbolMarks: Readonly<Record<string, string>> = {
  "~": "\u00a0",
  _: "-",
  "-": "",
  "\n": "\n",
  "\r": "\n",
  "\\": "\\",
  "{": "{",
  "}": "}",
  ":": "",
  "|": "",
};

const codePages: Readonly<Record<number, number>> = {
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

/** Code pages of a document's fonts, by font number. */
export function fontCodePages(rtf: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const start = rtf.indexOf("\\fonttbl");
  if (start < 0) return found;
  const table = rtf.slice(start, start + 262_144);
  for (const [, font, charset] of table.matchAll(/\\f(\d{1,5})\b[^{}]{0,200}?\\fcharset(\d{1,3})/g)) {
    const codePage = codePages[Number(charset)];
    if (codePage !== undefined) found.set(Number(font), codePage);
  }
  return found;
}
