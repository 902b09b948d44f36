import { aZip, type ZipMember } from "./a-zip.ts";

const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word document with this content of its body, and more members. */
export function aDocx(body: string, more: readonly ZipMember[] = []): Buffer {
  const xml = `<?xml version="1.0"?><w:document ${word}><w:body>${body}</w:body></w:document>`;
  return aZip([{ name: "[Content_Types].xml", bytes: types }, { name: "word/document.xml", bytes: xml }, ...more]);
}

/** A paragraph of runs. */
export function aParagraph(...runs: string[]): string {
  return `<w:p>${runs.map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${run}</w:t></w:r>`).join("")}</w:p>`;
}

/** A workbook of sheets, each the content of its rows, and more members. */
export function anXlsx(sheets: readonly string[], more: readonly ZipMember[] = []): Buffer {
  const list = sheets.map((_, index) => `<sheet name="S${index}" sheetId="${index + 1}" state="hidden"/>`);
  return aZip([
    { name: "[Content_Types].xml", bytes: types },
    { name: "xl/workbook.xml", bytes: `<workbook><sheets>${list.join("")}</sheets></workbook>` },
    ...sheets.map((rows, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      bytes: `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`,
    })),
    ...more,
  ]);
}
