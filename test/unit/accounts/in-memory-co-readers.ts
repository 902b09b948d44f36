import type { CoReader, CoReaderStore } from "../../../src/accounts/co-reader.ts";

/** Co-readers over a list. */
export function inMemoryCoReaders(): CoReaderStore {
  const all: CoReader[] = [];
  const place = (mailbox: string, reader: string) =>
    all.findIndex((one) => one.mailbox === mailbox && one.reader === reader);
  return {
    add: async (coReader) => {
      if (place(coReader.mailbox, coReader.reader) >= 0) return false;
      all.push(coReader);
      return true;
    },
    join: async (mailbox, reader, at) => {
      const found = all[place(mailbox, reader)];
      if (found && found.joinedAt === undefined) all[place(mailbox, reader)] = { ...found, joinedAt: at.toISOString() };
    },
    remove: async (mailbox, reader) => {
      const at = place(mailbox, reader);
      if (at >= 0) all.splice(at, 1);
      return at >= 0;
    },
    forget: async (address) => {
      for (let at = all.length - 1; at >= 0; at -= 1)
        if (all[at]?.mailbox === address || all[at]?.reader === address) all.splice(at, 1);
    },
    of: async (mailbox) => all.filter((one) => one.mailbox === mailbox),
    mailboxesOf: async (reader) => all.filter((one) => one.reader === reader).map(({ mailbox }) => mailbox),
  };
}
