import { encryptionSdkSealer } from "../../../src/aws/encryption-sdk-sealer.ts";
import type { Letter, LetterStore } from "../../../src/pickup/letters/letter.ts";
import type { LetterPorts } from "../../../src/pickup/letters/ports.ts";
import type { Effect } from "../../../src/tracking/outbox.ts";

/** Letters over maps with real sealing, and what was queued open to the test. */
export function inMemoryLetters(effects: Effect[] = []) {
  const kept = new Map<string, Letter>();
  const drafts = new Map<string, string>();
  const sealedLetters = new Map<string, Buffer>();
  const keys = new Map<string, Uint8Array>();
  const keyOf = ({ address, letterId }: Letter) => `${address}/${letterId}`;
  const change = (letter: Letter, may: (now: Letter) => boolean, next: (now: Letter) => Letter) => {
    const now = kept.get(keyOf(letter));
    if (now === undefined || !may(now)) return false;
    kept.set(keyOf(letter), next(now));
    return true;
  };
  const isDraft = ({ state }: Letter) => state === "draft";
  const draft = async (address: string, about: string) => {
    const letter = kept.get(`${address}/${drafts.get(`${address}/${about}`)}`);
    return letter?.state === "draft" ? letter : null;
  };
  const letters: LetterStore = {
    find: async (address, letterId) => kept.get(`${address}/${letterId}`) ?? null,
    draft,
    begin: async (letter) => {
      if ((await draft(letter.address, letter.about)) !== null) return false;
      kept.set(keyOf(letter), letter);
      drafts.set(`${letter.address}/${letter.about}`, letter.letterId);
      return true;
    },
    write: async (letter, changes) => change(letter, isDraft, (now) => ({ ...now, ...changes })),
    announce: async (letter, fileId, file, most) =>
      change(
        letter,
        (now) => isDraft(now) && !Object.hasOwn(now.files, fileId) && now.announced + file.size <= most.bytes,
        (now) => ({ ...now, announced: now.announced + file.size, files: { ...now.files, [fileId]: file } }),
      ),
    arrived: async (letter, fileId, part, bytes) =>
      change(
        letter,
        (now) => isDraft(now) && Object.hasOwn(now.files, fileId),
        (now) => withPart(now, fileId, part, bytes),
      ),
    remove: async (letter, fileId) => {
      change(letter, isDraft, (now) => {
        const { [fileId]: gone, ...files } = now.files;
        return { ...now, files, announced: now.announced - (gone?.size ?? 0) };
      });
    },
    queue: async (letter, sending, effect) => {
      const done = change(letter, isDraft, (now) => ({ ...now, ...sending, state: "queued" }));
      if (done) effects.push(effect);
      return done;
    },
    settle: async (letter, state, { failure, effect }) => {
      const from = state === "sent" ? ["queued"] : ["queued", "sent"];
      const done = change(
        letter,
        (now) => from.includes(now.state),
        (now) => ({ ...now, state, ...(failure !== undefined && { failure }) }),
      );
      if (done && effect) effects.push(effect);
      return done;
    },
    list: async (address) => ({
      letters: [...kept.values()].filter((letter) => letter.address === address && letter.state !== "draft"),
    }),
  };
  const letterVault: LetterPorts["letterVault"] = {
    sealer: encryptionSdkSealer,
    keys: {
      wrap: async (key, context) => Buffer.concat([Buffer.from(JSON.stringify(context)), key]),
      unwrap: async (wrapped, context) => wrapped.subarray(JSON.stringify(context).length),
    },
    store: {
      putPart: async ({ messageId, part }, sealed) => void sealedLetters.set(`${messageId}/${part}`, sealed),
      getPart: async ({ messageId, part }) => sealedLetters.get(`${messageId}/${part}`) ?? null,
      putKey: async ({ messageId, recipientId }, key) => void keys.set(`${messageId}/${recipientId}`, key),
      getKey: async ({ messageId, recipientId }) => keys.get(`${messageId}/${recipientId}`) ?? null,
    },
  };
  return { letters, letterVault, keptLetters: kept, sealedLetters };
}

function withPart(letter: Letter, fileId: string, part: number, bytes: number): Letter {
  const file = letter.files[fileId];
  if (file === undefined) return letter;
  const arrived = { ...file.arrived, [part]: bytes };
  return { ...letter, files: { ...letter.files, [fileId]: { ...file, arrived } } };
}
