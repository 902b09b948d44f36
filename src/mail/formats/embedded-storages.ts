import type { CompoundEntry } from "./compound-file.ts";
import { type Member, memberOf } from "./format.ts";
import { objectMembers } from "./ole-objects.ts";

/** Files embedded in an old office document: packed files, and documents that stand as one stream. */
export function embeddedMembers(root: CompoundEntry): Member[] {
  const members: Member[] = [];
  const visit = (storage: CompoundEntry) => {
    for (const child of storage.children) {
      if (child.kind !== "storage") continue;
      const packed = child.children.filter(({ name }) => /Ole10Native$|^CONTENTS$|^Package$/i.test(name));
      if (packed.length > 0) members.push(...objectMembers({ ...child, children: packed }, []));
      for (const { name, read } of child.children) {
        if (/^(?:Workbook|Book|WordDocument|PowerPoint Document)$/i.test(name)) members.push(rawMember(child, read));
      }
      visit(child);
    }
  };
  visit(root);
  return members;
}

/** A document inside a document: its storage has no file of its own, so that its main stream stands for it. */
function rawMember(storage: CompoundEntry, read: () => Buffer): Member {
  const wide = read();
  const table = storage.children.find(({ name }) => /^[01]Table$/.test(name))?.read() ?? Buffer.alloc(0);
  const text = `${wide.toString("latin1")}\n${wide.toString("utf16le")}\n${table.toString("latin1")}`;
  return memberOf(["embedded.txt"], Buffer.from(text, "utf8"));
}
