import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import {
  type AccessChange,
  openAccess,
  type ShownAccess,
  type SmtpAccess,
  type SmtpAccessStore,
} from "../gateway/smtp-access.ts";
import type { KmsSecret } from "./kms-secret.ts";
import { getItem } from "./table-items.ts";

const item = z.object({
  user: z.string().nullable(),
  password: z.instanceof(Uint8Array).optional(),
  authority: z.string(),
  changedAt: z.string(),
});
/** What the key's encryption context says, and the functions' rights with it. */
export const smtpAccessPurpose = "smtp-access";
const key = { pk: "SETTINGS", sk: "SMTP-ACCESS" };
/** A new password works this soon at the latest. */
const keptSeconds = 60;

type Secret = Pick<KmsSecret, "seal" | "open">;

/** Access to the company's own mail server, in the directory table; the password is sealed besides. */
export class DynamoSmtpAccess implements SmtpAccessStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #secret: Secret;

  constructor(client: DynamoDBDocumentClient, table: string, secret: Secret) {
    this.#client = client;
    this.#table = table;
    this.#secret = secret;
  }

  async shown(): Promise<ShownAccess> {
    const kept = await this.#read();
    return kept ?? { user: null, authority: "", changedAt: null };
  }

  async save({ user, password, authority, at }: AccessChange): Promise<boolean> {
    const before = await this.#read();
    const stays = before?.user === user ? before?.password : undefined;
    const sealed = password === undefined ? stays : await this.#secret.seal(password);
    if (user !== null && sealed === undefined) return false;
    const next = { user, authority, changedAt: at, ...(user !== null && { password: sealed }) };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: { ...key, ...next } }));
    return true;
  }

  /** Everything, for whoever signs in; the calling function must be allowed to open the password. */
  async open(): Promise<SmtpAccess> {
    const kept = await this.#read();
    if (kept === null) return openAccess;
    const { user, password, authority } = kept;
    if (user === null || password === undefined) return { login: null, authority };
    return { login: { user, password: await this.#secret.open(password) }, authority };
  }

  async #read() {
    const found = await getItem(this.#client, this.#table, key);
    return found === undefined ? null : item.parse(found);
  }
}

/** The same for a minute, so that not every mail asks for it. */
export function rememberedAccess(store: Pick<DynamoSmtpAccess, "open">, clock: Clock): () => Promise<SmtpAccess> {
  let known: { readonly until: number; readonly access: SmtpAccess } | undefined;
  return async () => {
    const now = clock.now().getTime();
    if (known === undefined || known.until <= now)
      known = { until: now + keptSeconds * 1000, access: await store.open() };
    return known.access;
  };
}
