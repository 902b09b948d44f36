import {
  type Budget,
  closed,
  type FormatFinding,
  type FormatReading,
  type Member,
  type Opened,
  type OpenFormat,
} from "./format.ts";
import { compoundMembers } from "./ole-objects.ts";
import { openExcel } from "./open-excel.ts";
import { openGzip } from "./open-gzip.ts";
import { openOffice } from "./open-office.ts";
import { openOutlook } from "./open-outlook.ts";
import { openPdf } from "./open-pdf.ts";
import { openPowerpoint } from "./open-powerpoint.ts";
import { openRtf } from "./open-rtf.ts";
import { openTar } from "./open-tar.ts";
import { openTnef } from "./open-tnef.ts";
import { openWord } from "./open-word.ts";
import { looseTexts, openZip } from "./open-zip.ts";

const openers: Readonly<Record<string, OpenFormat>> = {
  "application/pdf": openPdf,
  "application/rtf": openRtf,
  "application/gzip": openGzip,
  "application/x-tar": openTar,
  "application/vnd.ms-tnef": openTnef,
  "application/vnd.ms-outlook": openOutlook,
  "application/msword": openWord,
  "application/vnd.ms-excel": openExcel,
  "application/vnd.ms-powerpoint": openPowerpoint,
  "application/x-ole-storage": openCompoundObject,
  "application/applefile": openAttributes,
  "application/x-ds-store": openAttributes,
  "application/zip": openZip,
  "application/epub+zip": openZip,
  "application/java-archive": openZip,
};

const office =
  /^application\/vnd\.(?:openxmlformats-|oasis\.opendocument\.|ms-(?:word|excel|powerpoint|visio)\.|ms-xpsdocument)/;

/** The way to open a type, or null where it is not understood. */
export function openerOf(type: string | null): OpenFormat | null {
  if (type === null) return null;
  return office.test(type) ? openOffice : (openers[type] ?? null);
}

/** Opens a file in every form it has at once; null where none is understood. A broken form is a finding. */
export async function openFormats(
  bytes: Buffer,
  types: readonly string[],
  budget: Budget,
  names: readonly string[],
): Promise<Opened | null> {
  const opened: Opened[] = [];
  for (const type of types) {
    const open = openerOf(type);
    if (open === null) continue;
    try {
      opened.push(await open(bytes, budget, names));
    } catch {
      opened.push(closed("corrupt", type));
    }
  }
  return opened.length === 0 ? null : joined(opened);
}

function joined(opened: readonly Opened[]): Opened {
  const members: Member[] = opened.flatMap((one) => one.members);
  const findings: FormatFinding[] = opened.flatMap((one) => one.findings);
  return { members, findings, read: () => readAll(opened) };
}

function readAll(opened: readonly Opened[]): FormatReading {
  const readings = opened.map((one) => one.read());
  return { texts: readings.flatMap(({ texts }) => texts), findings: readings.flatMap(({ findings }) => findings) };
}

/** What a Mac puts beside each file (attributes, icons, window places) is searched as it stands. */
function openAttributes(bytes: Buffer): Opened {
  return { members: [], findings: [], read: () => ({ texts: looseTexts([bytes], []), findings: [] }) };
}

/** A compound file of no known application may be the wrapping of one embedded file. */
function openCompoundObject(bytes: Buffer): Opened {
  const { members, known } = compoundMembers(bytes);
  if (!known) return closed("unreadable", "application/x-ole-storage");
  return { members, findings: [], read: () => ({ texts: [], findings: [] }) };
}
