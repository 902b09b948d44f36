import type { AccountStore } from "../accounts/account.ts";
import type { ActivationStore } from "../accounts/activation.ts";
import type { AdministratorStore } from "../accounts/administrators/administrator.ts";
import type { CoReaderStore } from "../accounts/co-reader.ts";
import type { LinkStore } from "../accounts/link.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { LetterPorts } from "../pickup/letters/ports.ts";
import type { PolicyRepository } from "../policy/repository.ts";
import type { KeptTextPorts } from "../sealing/kept-text.ts";
import type { KeyWrapper, SealedRemover, SealedStore, Sealer } from "../sealing/ports.ts";
import type { SenderAccess } from "../sender/access.ts";
import type { DailyCounts } from "../tracking/daily-counts.ts";
import type { DepositStore } from "../tracking/deposit.ts";
import type { DepositKeeper } from "../tracking/deposit-keeper.ts";
import type { KeptTexts } from "../tracking/kept-texts.ts";
import type { Ledger, OutboxStore } from "../tracking/ledger.ts";
import type { OldMessages } from "../tracking/old-messages.ts";
import type { Effect, OutboxBell } from "../tracking/outbox.ts";
import type { RawMail } from "../tracking/raw-mail.ts";
import type { SenderNotices } from "../tracking/sender-notices.ts";
import type { Delivery } from "./delivery.ts";
import type { GatewaySecrets } from "./gateway-secrets.ts";
import type { GatewaySettings } from "./settings.ts";
import type { TlsPorts } from "./tls-in-force.ts";

/** What carrying out effects needs. */
export type EffectPorts = {
  readonly settings: GatewaySettings;
  readonly ledger: Ledger;
  readonly outbox: OutboxStore;
  /** Effects that this function has no rights for, and wakes another one for; none where it may do all. */
  readonly others?: { readonly kinds: ReadonlySet<Effect["kind"]>; readonly bell: OutboxBell };
  readonly raw: RawMail;
  readonly delivery: Delivery;
  readonly tls: TlsPorts;
  readonly secrets: GatewaySecrets;
  readonly sealer: Sealer;
  readonly keys: KeyWrapper;
  readonly sealed: SealedStore;
  readonly remover: SealedRemover;
  /** Texts that are kept for replay, where owners want that. */
  readonly texts: KeptTexts;
  readonly keeper: DepositKeeper;
  readonly senders: SenderAccess;
  readonly senderNotices: SenderNotices;
  readonly oldMessages: OldMessages;
  readonly accounts: AccountStore;
  readonly activations: ActivationStore;
  readonly links: LinkStore;
  readonly administrators: AdministratorStore;
  /** What waits for an address. */
  readonly mailboxes: Pick<DepositStore, "list">;
  readonly coReaders: Pick<CoReaderStore, "mailboxesOf">;
  readonly clock: Clock;
  readonly log: Log;
} & LetterPorts;

/** What taking in a message needs. */
export type GatewayPorts = EffectPorts & {
  readonly counts: Pick<DailyCounts, "add">;
  readonly policies: PolicyRepository;
  /** Seals texts for replay. */
  readonly kept: KeptTextPorts;
};
