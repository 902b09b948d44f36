import { contentClassOf } from "./content-classes.ts";
import type { Budget, Opened } from "./formats/format.ts";
import { openerOf, openFormats } from "./formats/open-format.ts";
import { isTar } from "./formats/open-tar.ts";
import { findZipEnd } from "./formats/zip-end.ts";
import type { Recognised } from "./true-type.ts";
import type { Walk } from "./walk-state.ts";

const ZIP = "application/zip";
const TAR = "application/x-tar";
const PDF = "application/pdf";

/** Opens content whose form is understood; null where it is not, or where it needs a password. */
export async function openContent(
  walk: Walk,
  { type, encrypted }: Recognised,
  names: readonly string[],
  bytes: Buffer,
): Promise<Opened | null> {
  if (bytes.length === 0 || contentClassOf(type) === "text") return null;
  if (encrypted && type === "application/x-ole-storage") return null;
  return openFormats(bytes, formsOf(type, bytes), budgetOf(walk), names);
}

/** Every form that readers could take the bytes to have. */
function formsOf(type: string | null, bytes: Buffer): string[] {
  const forms = openerOf(type) === null ? [] : [type as string];
  if (!forms.includes(PDF) && bytes.toString("latin1", 0, 1_024).includes("%PDF-")) forms.push(PDF);
  if (!forms.includes(TAR) && isTar(bytes)) forms.push(TAR);
  if (forms.length > 0 && bytes.toString("latin1", 0, 2) !== "PK" && endsAsZip(bytes)) forms.push(ZIP);
  return [...new Set(forms)];
}

/** Whether a zip file ends exactly where the bytes end. */
function endsAsZip(bytes: Buffer): boolean {
  if (!bytes.subarray(-65_557).includes("PK\x05\x06", 0, "latin1")) return false;
  return findZipEnd(bytes)?.after === bytes.length;
}

/** What may still be unpacked while this message is read. */
function budgetOf(walk: Walk): Budget {
  const { limits, spent } = walk;
  return {
    ratio: limits.ratio,
    members: limits.parts,
    take: (bytes) => {
      if (spent.unpacked + bytes > limits.unpackedBytes) return false;
      spent.unpacked += bytes;
      return true;
    },
    left: () => Math.max(0, limits.unpackedBytes - spent.unpacked),
    timeLeft: () => Math.max(0, walk.deadline - performance.now()),
    expired: () => performance.now() > walk.deadline,
  };
}
