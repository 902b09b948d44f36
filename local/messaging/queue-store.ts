import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A message as it lies on disk: the body is ciphertext, `wrappedKey` its data key (null = the folder's own key). */
export type StoredMessage = {
  readonly id: number;
  readonly queue: string;
  readonly messageId: string;
  readonly body: Uint8Array;
  readonly wrappedKey: Uint8Array | null;
  /** The queue the body was encrypted for: a dead letter keeps it. */
  readonly sealedFor: string;
  readonly sender: string;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly firstReceivedAt: number | null;
  readonly receives: number;
};

type NewRow = Pick<StoredMessage, "queue" | "messageId" | "body" | "wrappedKey" | "sender" | "sentAt" | "visibleAt">;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, queue TEXT NOT NULL, messageId TEXT NOT NULL, body BLOB NOT NULL, wrappedKey BLOB,
    sealedFor TEXT NOT NULL, sender TEXT NOT NULL, sentAt INTEGER NOT NULL, visibleAt INTEGER NOT NULL,
    firstReceivedAt INTEGER, receives INTEGER NOT NULL DEFAULT 0, receipt TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS byVisibility ON messages (queue, visibleAt);
  CREATE INDEX IF NOT EXISTS byReceipt ON messages (receipt);`;

/** All queues' messages in one SQLite file; each method is one durable transaction. */
export class QueueStore {
  readonly #db: DatabaseSync;

  constructor(folder: string) {
    this.#db = new DatabaseSync(join(folder, "queues.sqlite"));
    this.#db.exec(SCHEMA);
  }

  /** Adds all or none. */
  add(rows: readonly NewRow[]): void {
    const insert = this.#db.prepare(
      `INSERT INTO messages (queue, messageId, body, wrappedKey, sealedFor, sender, sentAt, visibleAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#transaction(() => {
      for (const row of rows) {
        const { queue, messageId, body, wrappedKey, sender, sentAt, visibleAt } = row;
        insert.run(queue, messageId, body, wrappedKey, queue, sender, sentAt, visibleAt);
      }
    });
  }

  /** Moves messages received too often to the dead-letter queue; says whether any moved. */
  moveDead(queue: string, maxReceives: number, deadLetterQueue: string, now: number): boolean {
    const moved = this.#db
      .prepare(
        `UPDATE messages SET queue = ?, receives = 0, firstReceivedAt = NULL, receipt = NULL, visibleAt = ?
         WHERE queue = ? AND visibleAt <= ? AND receives >= ?`,
      )
      .run(deadLetterQueue, now, queue, now, maxReceives);
    return Number(moved.changes) > 0;
  }

  /** Forgets messages older than the retention period. */
  expire(queue: string, sentBefore: number): void {
    this.#db.prepare("DELETE FROM messages WHERE queue = ? AND sentAt < ?").run(queue, sentBefore);
  }

  visible(queue: string, max: number, now: number): readonly StoredMessage[] {
    return this.#db
      .prepare("SELECT * FROM messages WHERE queue = ? AND visibleAt <= ? ORDER BY visibleAt, id LIMIT ?")
      .all(queue, now, max) as unknown as StoredMessage[];
  }

  /** Hides a message and counts the receive, unless somebody else took it meanwhile; answers the receipt handle. */
  claim(message: StoredMessage, now: number, visibleAt: number): string | undefined {
    const receipt = randomUUID();
    const claimed = this.#db
      .prepare(
        `UPDATE messages SET visibleAt = ?, receives = receives + 1, receipt = ?,
         firstReceivedAt = coalesce(firstReceivedAt, ?) WHERE id = ? AND queue = ? AND visibleAt = ? AND receives = ?`,
      )
      .run(visibleAt, receipt, now, message.id, message.queue, message.visibleAt, message.receives);
    return Number(claimed.changes) === 1 ? receipt : undefined;
  }

  remove(queue: string, receipt: string): void {
    this.#db.prepare("DELETE FROM messages WHERE queue = ? AND receipt = ?").run(queue, receipt);
  }

  /** Says whether the receipt still names a message. */
  reschedule(queue: string, receipt: string, visibleAt: number): boolean {
    const changed = this.#db
      .prepare("UPDATE messages SET visibleAt = ? WHERE queue = ? AND receipt = ?")
      .run(visibleAt, queue, receipt);
    return Number(changed.changes) === 1;
  }

  /** The first time later than `after` at which a message of the queue is (or was) due. */
  nextVisibleAt(queue: string, after: number): number | undefined {
    const row = this.#db
      .prepare("SELECT min(visibleAt) AS at FROM messages WHERE queue = ? AND visibleAt > ?")
      .get(queue, after);
    return typeof row?.at === "number" ? row.at : undefined;
  }

  counts(queue: string, now: number): { visible: number; delayed: number; inFlight: number } {
    const row = this.#db
      .prepare(
        `SELECT count(*) FILTER (WHERE visibleAt <= ?) AS visible,
           count(*) FILTER (WHERE visibleAt > ? AND receives = 0) AS delayed,
           count(*) FILTER (WHERE visibleAt > ? AND receives > 0) AS inFlight FROM messages WHERE queue = ?`,
      )
      .get(now, now, now, queue);
    return { visible: Number(row?.visible), delayed: Number(row?.delayed), inFlight: Number(row?.inFlight) };
  }

  close(): void {
    this.#db.close();
  }

  #transaction(work: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#db.exec("COMMIT");
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}
