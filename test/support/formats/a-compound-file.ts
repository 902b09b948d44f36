/** Streams and storages of a compound file, by name. */
export type CompoundTree = { readonly [name: string]: Buffer | CompoundTree };

type Node = { name: string; tree: CompoundTree | null; bytes: Buffer; children: number[]; start: number };

const SECTOR = 512;
const END = 0xfffffffe;
const NONE = 0xffffffff;

/** Writes a compound file; every stream is kept in whole sectors, so that none is short enough for the small ones. */
export function aCompoundFile(tree: CompoundTree): Buffer {
  const nodes: Node[] = [];
  addNode(nodes, "Root Entry", tree);
  const directorySectors = Math.ceil(nodes.length / 4);
  const bodies: Buffer[] = [];
  const chain: number[] = [];
  for (const node of nodes.filter(({ tree }) => tree === null)) {
    node.start = chain.length;
    const count = Math.ceil(node.bytes.length / SECTOR);
    for (let index = 0; index < count; index += 1) chain.push(index === count - 1 ? END : chain.length + 1);
    bodies.push(Buffer.concat([node.bytes, Buffer.alloc(count * SECTOR - node.bytes.length)]));
  }
  const directoryStart = chain.length;
  for (let index = 0; index < directorySectors; index += 1)
    chain.push(index === directorySectors - 1 ? END : chain.length + 1);
  const tableSectors = Math.ceil((chain.length + Math.ceil(chain.length / 100) + 1) / 128);
  const tableStart = chain.length;
  for (let index = 0; index < tableSectors; index += 1) chain.push(0xfffffffd);
  const table = Buffer.alloc(tableSectors * SECTOR, 0xff);
  for (const [index, next] of chain.entries()) table.writeUInt32LE(next, index * 4);
  const header = writeHeader(directoryStart, tableStart, tableSectors);
  return Buffer.concat([header, ...bodies, writeDirectory(nodes, directorySectors), table]);
}

function addNode(nodes: Node[], name: string, content: Buffer | CompoundTree): number {
  const index = nodes.length;
  const isStream = Buffer.isBuffer(content);
  const node: Node = {
    name,
    tree: isStream ? null : content,
    bytes: isStream ? content : Buffer.alloc(0),
    children: [],
    start: 0,
  };
  nodes.push(node);
  if (!isStream) for (const [child, inner] of Object.entries(content)) node.children.push(addNode(nodes, child, inner));
  return index;
}

function writeHeader(directory: number, table: number, tableSectors: number): Buffer {
  const header = Buffer.alloc(SECTOR);
  header.write("d0cf11e0a1b11ae1", "hex");
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tableSectors, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(0, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let index = 0; index < 109; index += 1)
    header.writeUInt32LE(index < tableSectors ? table + index : NONE, 76 + index * 4);
  return header;
}

/** Children of a storage stand in a list to the right. */
function writeDirectory(nodes: readonly Node[], sectors: number): Buffer {
  const directory = Buffer.alloc(sectors * SECTOR);
  const right = new Map<number, number>();
  for (const { children } of nodes)
    for (const [index, child] of children.entries()) right.set(child, children[index + 1] ?? NONE);
  for (const [index, { name, tree, bytes, children, start }] of nodes.entries()) {
    const at = index * 128;
    directory.write(name, at, "utf16le");
    directory.writeUInt16LE(name.length * 2 + 2, at + 64);
    directory[at + 66] = index === 0 ? 5 : tree === null ? 2 : 1;
    directory.writeUInt32LE(NONE, at + 68);
    directory.writeUInt32LE(right.get(index) ?? NONE, at + 72);
    directory.writeUInt32LE(children[0] ?? NONE, at + 76);
    directory.writeUInt32LE(index === 0 ? END : start, at + 116);
    directory.writeUInt32LE(bytes.length, at + 120);
  }
  return directory;
}
