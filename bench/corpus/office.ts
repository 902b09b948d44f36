import { prose } from "./prose.ts";
import type { Random } from "./random.ts";
import { zipFile } from "./zip-file.ts";

/** A document with text that must be found in it. */
export type Document = { readonly name: string; readonly type: string; readonly content: Buffer };

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
const officeType = "application/vnd.openxmlformats-officedocument";

/** A Word document of so many paragraphs, in runs as word processors split them. */
export function wordDocument(random: Random, paragraphs: number, plants: readonly string[]): Document {
  const lines = planted(random, paragraphs, plants);
  const body = lines.map((line) => `<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr>${runs(line)}</w:p>`).join("");
  const main = `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return office("docx", "wordprocessingml.document", "word/document.xml", { "word/document.xml": main }, []);
}

/** A workbook of one sheet, its strings shared. */
export function workbook(random: Random, rows: number, plants: readonly string[]): Document {
  const strings = planted(random, rows, plants);
  const shared = `${xml}<sst xmlns="${main("spreadsheetml")}">${strings.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`;
  const cells = strings.map(
    (_, row) =>
      `<row r="${row + 1}"><c r="A${row + 1}"><v>${row * 17}</v></c><c r="B${row + 1}" t="s"><v>${row}</v></c><c r="C${row + 1}"><v>${row}.25</v></c></row>`,
  );
  const sheet = `${xml}<worksheet xmlns="${main("spreadsheetml")}"><sheetData>${cells.join("")}</sheetData></worksheet>`;
  const book = `${xml}<workbook xmlns="${main("spreadsheetml")}" xmlns:r="${relations}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const parts = { "xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared };
  return office("xlsx", "spreadsheetml.sheet", "xl/workbook.xml", parts, [
    ["worksheet", "worksheets/sheet1.xml"],
    ["sharedStrings", "sharedStrings.xml"],
  ]);
}

/** A presentation, ten lines a slide. */
export function presentation(random: Random, lines: number, plants: readonly string[]): Document {
  const texts = planted(random, lines, plants);
  const parts: Record<string, string> = {};
  const own: [string, string][] = [];
  for (let at = 0; at < texts.length; at += 10) {
    const number = at / 10 + 1;
    const paragraphs = texts.slice(at, at + 10).map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`);
    parts[`ppt/slides/slide${number}.xml`] =
      `${xml}<p:sld xmlns:a="${main("drawingml")}" xmlns:p="${main("presentationml")}"><p:cSld><p:spTree><p:sp><p:txBody>${paragraphs.join("")}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`;
    own.push(["slide", `slides/slide${number}.xml`]);
  }
  const ids = own.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`);
  parts["ppt/presentation.xml"] =
    `${xml}<p:presentation xmlns:p="${main("presentationml")}" xmlns:r="${relations}"><p:sldIdLst>${ids.join("")}</p:sldIdLst></p:presentation>`;
  return office("pptx", "presentationml.presentation", "ppt/presentation.xml", parts, own);
}

function main(kind: string): string {
  return `http://schemas.openxmlformats.org/${kind}/2006/main`;
}

function office(
  extension: string,
  type: string,
  root: string,
  parts: Readonly<Record<string, string>>,
  own: readonly (readonly [type: string, target: string])[],
): Document {
  const folder = root.slice(0, root.indexOf("/"));
  const name = root.slice(root.indexOf("/") + 1);
  const all: Record<string, string> = {
    "[Content_Types].xml": `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${root}" ContentType="${officeType}.${type}.main+xml"/></Types>`,
    "_rels/.rels": related([["officeDocument", root]]),
    ...parts,
    ...(own.length === 0 ? {} : { [`${folder}/_rels/${name}.rels`]: related(own) }),
  };
  const members = Object.entries(all).map(([member, text]) => ({ name: member, content: Buffer.from(text) }));
  return { name: `bench.${extension}`, type: `${officeType}.${type}`, content: zipFile(members) };
}

function related(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `${xml}<Relationships xmlns="${packageRelations}">${list.join("")}</Relationships>`;
}

/** Lines of prose with each plant in a line of its own, spread evenly. */
function planted(random: Random, count: number, plants: readonly string[]): string[] {
  const lines = Array.from({ length: count }, () => prose(random, 60));
  for (const [index, plant] of plants.entries()) lines[Math.floor(((index + 1) * count) / (plants.length + 1))] = plant;
  return lines;
}

function runs(line: string): string {
  const middle = line.indexOf(" ", line.length / 2);
  const pieces = middle < 0 ? [line] : [line.slice(0, middle), line.slice(middle)];
  return pieces
    .map((piece) => `<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">${piece}</w:t></w:r>`)
    .join("");
}
