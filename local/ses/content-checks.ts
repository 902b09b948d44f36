import { ServiceError } from "../core/service.ts";
import { fileNames, mimeParts } from "./mime-parts.ts";
import { type Header, splitMessage, valuesOf } from "./raw-headers.ts";

/** SES takes no more than this of raw mail: 40 MB. */
const MAXIMUM_RAW_BYTES = 40 * 1_048_576;
const MAXIMUM_PARTS = 500;
const MAXIMUM_LINE = 998;

const refusedExtensions = new Set(
  `ade adp app asp bas bat cer chm cmd com cpl crt csh der exe fxp gadget hlp hta inf ins isp its js jse ksh lib lnk mad
  maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz msc msh msh1 msh2 mshxml msh1xml msh2xml msi msp mst
  ops pcd pif plg prf prg reg scf scr sct shb shs sys ps1 ps1xml ps2 ps2xml psc1 psc2 tmp url vb vbe vbs vps vsmacros
  vss vst vsw vxd ws wsc wsf wsh xnk`.split(/\s+/),
);

const singleHeaders = `from sender reply-to to cc bcc subject date message-id in-reply-to references return-path
  mime-version content-type content-transfer-encoding content-disposition content-id content-description
  dkim-signature delivered-to feedback-id importance priority x-priority auto-submitted thread-topic thread-index
  x-ses-configuration-set x-ses-message-tags`.split(/\s+/);

const refuse = (message: string) => new ServiceError("BadRequestException", message);

/** Refuses raw content that SES refuses: size, headers, lines, parts and attachment names. */
export function assertSendable(raw: Buffer, signsDkim: boolean): void {
  if (raw.length > MAXIMUM_RAW_BYTES)
    throw refuse(`Message length is more than ${MAXIMUM_RAW_BYTES} bytes long: '${raw.length}'.`);
  const { headers } = splitMessage(raw);
  assertHeaders(headers, signsDkim);
  assertLines(raw);
  const text = raw.toString("latin1");
  const parts = mimeParts(text, MAXIMUM_PARTS);
  if (parts.length > MAXIMUM_PARTS) throw refuse(`Too many MIME parts: the limit is ${MAXIMUM_PARTS}.`);
  const declares8bit = parts.some((part) => /^content-transfer-encoding:\s*"?(8bit|binary)/im.test(part.headers));
  if (!declares8bit && /[\x80-\xff]/.test(text)) throw refuse("Message contains 8-bit content that no part declares.");
  const illegal = parts.flatMap(fileNames).find((name) => refusedExtensions.has(extensionOf(name)));
  if (illegal !== undefined) throw refuse(`Illegal filename '${illegal}'.`);
}

function assertHeaders(headers: readonly Header[], signsDkim: boolean): void {
  for (const { name, raw } of headers) {
    if (name === "" || !raw.includes(":")) throw refuse("Empty header names are illegal.");
    if (!/^[!-9;-~]+$/.test(name)) throw refuse(`Header name '${name}' contains illegal characters.`);
    if (/[^\0-\x7f]/.test(raw)) throw refuse(`Header '${name}' contains non-ASCII characters.`);
  }
  for (const name of singleHeaders)
    if (valuesOf(headers, name).length > 1) throw refuse(`Duplicate header '${canonical(name, headers)}'.`);
  if (signsDkim && valuesOf(headers, "dkim-signature").length > 0) throw refuse("Duplicate header 'DKIM-Signature'.");
  if (valuesOf(headers, "from").length === 0) throw refuse("Missing required header 'From'.");
}

const canonical = (name: string, headers: readonly Header[]) =>
  headers.find((header) => header.name.toLowerCase() === name)?.name ?? name;

function assertLines(raw: Buffer): void {
  let start = 0;
  while (start < raw.length) {
    const found = raw.indexOf(10, start);
    const end = found < 0 ? raw.length : found;
    const length = end - start - (raw[end - 1] === 13 ? 1 : 0);
    if (length > MAXIMUM_LINE) throw refuse(`Message contains a line longer than ${MAXIMUM_LINE} characters.`);
    start = end + 1;
  }
}

const extensionOf = (name: string) =>
  name.includes(".")
    ? name
        .slice(name.lastIndexOf(".") + 1)
        .trim()
        .toLowerCase()
    : "";
