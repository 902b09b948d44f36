import { type CompoundEntry, openCompound } from "./compound-file.ts";
import { type Member, memberOf } from "./format.ts";

/** Streams that only describe an object. */
const descriptive = /^\p{Cc}?(?:CompObj|ObjInfo|Ole|EPRINT|PIC|META|OCXNAME|LinkInfo|PRINT|OlePres.*)$/iu;

/** Files in an embedded object's storage: packed files with their names, documents, or plain content. */
export function objectMembers(storage: CompoundEntry, names: readonly string[]): Member[] {
  return storage.children
    .filter(({ kind, name }) => kind === "stream" && !descriptive.test(name))
    .map((stream) => nativeMember(stream.name, stream.read(), names));
}

function nativeMember(name: string, bytes: Buffer, names: readonly string[]): Member {
  if (!/Ole10Native$/i.test(name)) return memberOf(names, bytes);
  const packed = readPackage(bytes.subarray(4));
  return packed === null ? memberOf(names, bytes.subarray(4)) : memberOf([packed.name, ...names], packed.bytes);
}

/** Reads a packaged file: label, path and content. */
function readPackage(bytes: Buffer): { name: string; bytes: Buffer } | null {
  try {
    let at = 2;
    const text = () => {
      const end = bytes.indexOf(0, at);
      if (end < 0 || end - at > 2_000) throw new Error("no end of text");
      const value = bytes.toString("latin1", at, end);
      at = end + 1;
      return value;
    };
    const label = text();
    text();
    at += 4;
    at += 4 + bytes.readUInt32LE(at);
    const size = bytes.readUInt32LE(at);
    if (at + 4 + size > bytes.length) return null;
    return { name: label, bytes: bytes.subarray(at + 4, at + 4 + size) };
  } catch {
    return null;
  }
}

/** Files in a compound file of no known application: the container of an embedded object. */
export function compoundMembers(bytes: Buffer): { members: Member[]; known: boolean } {
  const root = openCompound(bytes);
  const members = objectMembers(root, []);
  const known = root.children.some(({ name }) => /Ole10Native$|^CONTENTS$|^Package$/i.test(name));
  return { members: known ? members : [], known };
}

/** The native data of an object as RTF carries it (OLE 1), with its class name. */
export function readOleOne(bytes: Buffer): Member | null {
  try {
    let at = 8;
    const text = () => {
      const length = bytes.readUInt32LE(at);
      const value = bytes.toString("latin1", at + 4, at + 4 + Math.max(0, length - 1));
      at += 4 + length;
      return value;
    };
    const className = text();
    text();
    text();
    const size = bytes.readUInt32LE(at);
    const native = bytes.subarray(at + 4, at + 4 + size);
    const packed = className.toLowerCase() === "package" ? readPackage(native) : null;
    return packed === null ? memberOf([], native) : memberOf([packed.name], packed.bytes);
  } catch {
    return null;
  }
}
