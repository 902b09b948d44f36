import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What is judged: files in the order of the command line, and how many files of folders were left out. */
export type MessageFiles = { readonly files: readonly string[]; readonly leftOut: number };

/** Lists messages: a file stands for itself, a folder for the .eml files below it, or for all files if it has none. */
export function messageFiles(paths: readonly string[]): MessageFiles {
  const files: string[] = [];
  let leftOut = 0;
  for (const path of paths) {
    if (path === "-" || !isFolder(path)) {
      files.push(path);
      continue;
    }
    const below = filesBelow(path);
    const mails = below.filter((file) => /\.eml$/i.test(file));
    files.push(...(mails.length > 0 ? mails : below));
    leftOut += mails.length > 0 ? below.length - mails.length : 0;
  }
  return { files, leftOut };
}

/** Every file below a folder by name; hidden ones and links to folders are passed over. */
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() || (entry.isSymbolicLink() && !isFolder(path)) ? [path] : [];
  });
}

/** What cannot be looked at counts as a file: reading it will say why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
