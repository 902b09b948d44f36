import { normalAddress } from "../../accounts/address.ts";
import { comparableAddress, domainOf, parseAddresses } from "../../mail/addresses.ts";
import { decodeGatewayRecipient } from "../../mail/gateway-recipient.ts";
import type { MessageView } from "../../sealing/message-view.ts";
import type { Deposit } from "../../tracking/deposit.ts";
import type { LetterKind } from "./letter.ts";
import { letterLimits } from "./limits.ts";

/** Who gets a reply: the company by mail, outsiders sealed. */
export type Addressees = { readonly to: readonly string[]; readonly outsiders: readonly string[] };

type Domains = { readonly companyDomains: readonly string[]; readonly gatewayDomain: string };

/**
 * Whom a reply goes to, from the message alone: its Reply-To or From where that is the company's, else the sender it
 * was taken in from. Reply all adds who stands in To and Cc, and nobody else: neither the mailbox nor who writes.
 */
export function addresseesOf(
  message: { readonly deposit: Pick<Deposit, "address" | "from">; readonly view: MessageView },
  kind: Exclude<LetterKind, "new">,
  domains: Domains,
  author: string = message.deposit.address,
): Addressees {
  const { deposit, view } = message;
  const own = [deposit.address, author];
  const company = (address: string) => isCompany(address, domains);
  const from = addressesIn([view.from], domains);
  const replyTo = addressesIn(view.replyTo ?? [], domains).filter(company);
  const sender = [replyTo, from.filter(company), [deposit.from].filter(company)].find((list) => list.length > 0) ?? [];
  if (kind === "reply") return { to: distinct(sender, own), outsiders: [] };
  const named = [...from, ...addressesIn([...view.to, ...view.cc], domains)];
  const to = distinct([...sender, ...named.filter(company)], own).slice(0, letterLimits.people);
  const outsiders = distinct(
    named.filter((address) => !company(address) && !isGateway(address, domains)),
    own,
  );
  return { to, outsiders: outsiders.slice(0, letterLimits.people - to.length) };
}

/** Whether an address is one of the company's; what could be read as another address is none. */
export function isCompany(address: string, { companyDomains }: Pick<Domains, "companyDomains">): boolean {
  return normalAddress(address) !== null && companyDomains.includes(domainOf(address));
}

function isGateway(address: string, { gatewayDomain }: Domains): boolean {
  const domain = domainOf(address);
  return domain === gatewayDomain || domain.endsWith(`.${gatewayDomain}`);
}

/** Addresses as people meant them: those written for the gateway are decoded. */
function addressesIn(shown: readonly string[], { gatewayDomain }: Domains): string[] {
  return shown
    .flatMap((one) => parseAddresses(one))
    .map(({ address }) => decodeGatewayRecipient(address, gatewayDomain).address ?? address)
    .filter((address) => normalAddress(address) !== null && /^[\x21-\x7e]+$/.test(address));
}

function distinct(addresses: readonly string[], own: readonly string[]): string[] {
  const known = new Map(addresses.map((address) => [comparableAddress(address), address]));
  for (const address of own) known.delete(comparableAddress(address));
  return [...known.values()];
}
