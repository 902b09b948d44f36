import { DynamoDeposits } from "../../src/aws/dynamodb-deposits.ts";
import { DynamoLetters } from "../../src/aws/dynamodb-letters.ts";
import { carryOut, carryOutOpenEffects } from "../../src/gateway/carry-out.ts";
import { type DeliveryEvent, followEvent } from "../../src/gateway/follow-event.ts";
import { aBrowser, textOf } from "../functions/pickup-api/a-browser.ts";
import { aPortal } from "../functions/pickup-api/a-portal.ts";
import { aGateway, aMessage } from "./a-gateway.ts";
import { senderPortsOf } from "./a-sender-page.ts";

/** A gateway and the Message Pickup Center on the gateway's own ledger and sealed objects. */
export async function aMailbox() {
  const gateway = await aGateway();
  const { client, name } = gateway.table;
  const { senders, clock, sealer, keys, sealed, letterVault } = gateway.ports;
  const bell = {
    ring: async (about: { readonly id: string } | { readonly messageId: string }) => {
      await ("id" in about ? carryOut(gateway.ports, about.id) : carryOutOpenEffects(gateway.ports, about.messageId));
    },
  };
  const letters = new DynamoLetters(client, name, clock, bell);
  Object.assign(gateway.ports, { letters });
  const portal = await aPortal({ now: () => clock.now(), senders, ...senderPortsOf(gateway) });
  Object.assign(portal.context, {
    ...{ accounts: gateway.ports.accounts, activations: gateway.ports.activations, links: gateway.ports.links },
    deposits: new DynamoDeposits(client, name),
    opening: { sealer, keys, store: sealed },
    ...{
      letters,
      letterVault,
      companyDomains: ["company.example"],
      gatewayDomain: gateway.ports.settings.gatewayDomain,
    },
  });
  /** The link and password of the newest mail to an address. */
  const mailTo = (address: string) => {
    const raw = String(gateway.sent.findLast(({ to }) => to.includes(address))?.raw ?? "").replaceAll("=\r\n", "");
    const [, path = ""] = /\/mpc(\/a\/[\w-]+)/.exec(raw) ?? [];
    return { raw, path, password: /Activation password: (\S+)/.exec(raw)?.[1] ?? "" };
  };
  return {
    gateway,
    portal,
    mailTo,
    /** Takes in a message with a card number, which is sealed. */
    seal: (change: Parameters<typeof aMessage>[0] = {}, options: Parameters<typeof gateway.receive>[1] = {}) =>
      gateway.receive(aMessage({ body: "Card 4111 1111 1111 1111", ...change }), options),
    /** A browser whose owner activated by the newest mail to the address. */
    activated: async (address: string) => {
      const browser = aBrowser(portal);
      const { path, password } = mailTo(address);
      const fields = { name: "Bob", "activation-password": password, password: "violet tractor hums" };
      await browser.submit(path, path, fields);
      return { ...browser, page: async (url: string) => textOf(await browser.get(url)) };
    },
    /** What SES tells of the newest mail to the address. */
    tell: (to: string, event: Partial<DeliveryEvent> & Pick<DeliveryEvent, "kind">) => {
      const outboxId = gateway.sent.findLast((mail) => mail.to.includes(to))?.outboxId ?? "";
      const at = clock.now().toISOString();
      const recipients = [{ address: to, answer: "5.1.1 550 user unknown" }];
      return followEvent({ ...gateway.ports, bell }, { outboxId, deliveryId: "ses-1", at, recipients, ...event });
    },
  };
}
