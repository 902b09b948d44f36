/** What the reader does with a type of content. */
export type ContentClass = "text" | "no-text" | "container" | "unknown";

const textTypes =
  /^(?:text\/|application\/(?:xml|json|xhtml\+xml|javascript|x-subrip|vnd\.apple\.mpegurl|x-pem-file)$|image\/svg\+xml$|model\/gltf\+json$|message\/)/;
const withoutText = /^(?:image|audio|video|font|chemical|model)\//;

const programs: ReadonlySet<string> = new Set([
  "application/x-msdownload",
  "application/x-elf",
  "application/x-mach-binary",
  "application/wasm",
  "application/java-vm",
  "application/vnd.ms-fontobject",
  "application/x-shockwave-flash",
  "application/x-font-woff",
  "application/x-ft-windows",
  "application/vnd.iccprofile",
  "application/ogg",
  "application/mxf",
  "application/x-nintendo-nes-rom",
  "application/pkcs7-signature",
  "application/pgp-signature",
  "application/pgp-keys",
  "application/pkix-cert",
]);

const executable = /^application\/x-(?:msdownload|elf|mach-binary)$/;
const archives = ["Rar!\x1a\x07", "7z\xbc\xaf\x27\x1c"];

/** Whether the content is a program, which may bring an archive along. */
export function isProgram(trueType: string | null): boolean {
  return trueType !== null && executable.test(trueType);
}

/** Whether an archive lies in a program that unpacks itself; the zip of one is opened like any other. */
export function bringsArchive(bytes: Buffer): boolean {
  return archives.some((mark) => bytes.includes(mark, 0, "latin1"));
}

/** Picture formats that hold text as text. */
const drawnText: ReadonlySet<string> = new Set([
  "image/eps",
  "image/x-eps",
  "image/vnd.adobe.photoshop",
  "image/vnd.djvu",
]);

/** Names by which a file of unrecognised content is trusted to hold no text. */
export const trustedExtensions: ReadonlySet<string> = new Set([
  "dwg",
  "stl",
  "ico",
  "cur",
  "ttf",
  "pcx",
  "tga",
  "dll",
  "p7s",
  "sig",
]);

const remembered = new Map<string, ContentClass>();
const MOST_REMEMBERED = 500;

/** Classes a recognised type; null stands for content that is not recognised. */
export function contentClassOf(trueType: string | null): ContentClass {
  if (trueType === null) return "unknown";
  const known = remembered.get(trueType);
  if (known !== undefined) return known;
  const found = classify(trueType);
  if (remembered.size < MOST_REMEMBERED && trueType.length < 100) remembered.set(trueType, found);
  return found;
}

function classify(trueType: string): ContentClass {
  if (textTypes.test(trueType)) return "text";
  if (drawnText.has(trueType)) return "container";
  return withoutText.test(trueType) || programs.has(trueType) ? "no-text" : "container";
}

/** Extension of a file name as a tolerant system takes it: lower case, trailing dots, blanks and streams ignored. */
export function extensionOf(name: string): string {
  const clean = name.replace(/::?\$[A-Za-z]+$/, "").replace(/[.\s\u200b-\u200f\u202a-\u202e]+$/u, "");
  const dot = clean.lastIndexOf(".");
  return dot < 0
    ? ""
    : clean
        .slice(dot + 1)
        .normalize("NFKC")
        .toLowerCase();
}
