import type { PickupPorts } from "../../../src/pickup/ports.ts";
import type { MessageView } from "../../../src/sealing/message-view.ts";
import type { Deposit } from "../../../src/tracking/deposit.ts";
import { inMemoryCoReaders } from "../accounts/in-memory-co-readers.ts";

/** A deposit that can be read until the year 2099. */
export function aDeposit(over: Partial<Deposit> = {}): Deposit {
  return {
    address: "bob@partner.example",
    messageId: "m1",
    recipientId: "r1",
    sealId: over.messageId ?? "m1",
    state: "open",
    subject: "Your contract for signature",
    subjectHidden: false,
    from: "anna.berger@northwind.example",
    fromName: "Anna Berger",
    sentAt: "2026-11-20T09:10:00.000Z",
    receivedAt: "2026-11-20T09:10:05.000Z",
    expiresAt: "2099-12-20T09:10:00.000Z",
    attachmentCount: 0,
    size: 2000,
    ...over,
  };
}

/** A view with one line of text. */
export function aView(over: Partial<MessageView> = {}): MessageView {
  return {
    from: "Anna Berger <anna.berger@northwind.example>",
    to: ["bob@partner.example"],
    cc: [],
    subject: "Your contract for signature",
    date: "2026-11-20T09:10:00.000Z",
    html: null,
    text: "Dear Mr. Dupont",
    attachments: [],
    ...over,
  };
}

function withHand(note: string, by: string | undefined): string {
  return by === undefined ? note : `${note} by ${by}`;
}

/** The pickup ports over maps. The sealer is a stand-in that binds nothing: sealing has its own tests. */
export function inMemoryMailbox() {
  const deposits = new Map<string, Deposit>();
  const parts = new Map<string, Buffer>();
  const keys = new Set<string>();
  const notes: string[] = [];
  const downloads = new Set<string>();
  const coReaders = inMemoryCoReaders();
  const ports = {
    deposits: {
      list: async (address, { limit, cursor }) => {
        const own = [...deposits.values()].filter((deposit) => deposit.address === address);
        const sorted = own.sort((left, right) => right.receivedAt.localeCompare(left.receivedAt));
        const start = Number(cursor ?? 0);
        const more = sorted.length > start + limit ? { cursor: String(start + limit) } : {};
        return { deposits: sorted.slice(start, start + limit), ...more };
      },
      find: async (address, messageId) => deposits.get(`${address}/${messageId}`) ?? null,
      markRead: async (deposit, { address, by }, at) => {
        const key = `${deposit.address}/${deposit.messageId}`;
        const known = deposits.get(key);
        if (known?.readBy?.has(address)) return;
        const readBy = new Set([...(known?.readBy ?? []), address]);
        deposits.set(key, { ...deposit, readAt: known?.readAt ?? at.toISOString(), readBy });
        notes.push(withHand(`read ${deposit.messageId}`, by));
      },
      markDownloaded: async (deposit, { address, by }, what) => {
        const once = `${deposit.address}/${deposit.messageId}/${what}/${address}`;
        if (downloads.has(once)) return;
        downloads.add(once);
        notes.push(withHand(`downloaded ${deposit.messageId} ${what}`, by));
      },
      remove: async (deposit, at) => {
        deposits.set(`${deposit.address}/${deposit.messageId}`, { ...deposit, removedAt: at.toISOString() });
        keys.delete(`${deposit.sealId}/${deposit.recipientId}`);
      },
      note: async (deposit, event, _at, by) => void notes.push(withHand(`${event} ${deposit.messageId}`, by)),
    },
    coReaders,
    opening: {
      sealer: {
        newContentKey: () => Buffer.alloc(32),
        seal: async (_key, _context, plain) => plain,
        open: async (_key, _context, sealed) => sealed,
      },
      keys: { wrap: async (key) => key, unwrap: async (wrapped) => wrapped },
      store: {
        putPart: async ({ messageId, part }, sealed) => void parts.set(`${messageId}/${part}`, sealed),
        getPart: async ({ messageId, part }) => parts.get(`${messageId}/${part}`) ?? null,
        putKey: async ({ messageId, recipientId }) => void keys.add(`${messageId}/${recipientId}`),
        getKey: async ({ messageId, recipientId }) =>
          keys.has(`${messageId}/${recipientId}`) ? Buffer.alloc(32) : null,
      },
    },
  } satisfies PickupPorts;
  /** Puts a message into a mailbox with its parts. */
  const put = (deposit: Deposit, view: MessageView = aView(), files: readonly Buffer[] = []) => {
    deposits.set(`${deposit.address}/${deposit.messageId}`, { ...deposit, attachmentCount: view.attachments.length });
    keys.add(`${deposit.sealId}/${deposit.recipientId}`);
    parts.set(`${deposit.sealId}/view`, Buffer.from(JSON.stringify(view)));
    parts.set(`${deposit.sealId}/message.eml`, Buffer.from("From: anna.berger@northwind.example\r\n\r\nhello\r\n"));
    for (const [number, bytes] of files.entries()) parts.set(`${deposit.sealId}/attachments/${number}`, bytes);
  };
  return { ports, deposits, parts, keys, notes, put };
}
