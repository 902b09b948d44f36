import type { Brand } from "../contracts/notice.ts";
import type { Settings } from "../contracts/settings.ts";

/** What was decided at deployment; addresses and domains are in lower case. */
export type DeployedSettings = {
  readonly gatewayDomain: string;
  readonly companyDomains: readonly string[];
  readonly operatorAddress: string;
  readonly portalName: string;
  /** Base of links to the Message Pickup Center, no trailing slash. */
  readonly portalUrl: string;
  readonly consoleUrl: string;
  /** Networks (CIDR) from which the company's mail servers submit. */
  readonly connectorNetworks: readonly string[];
  readonly defaultExpiryDays: number;
};

/** What holds for the work at hand: the deployment's decisions under what owners saved since. */
export type GatewaySettings = DeployedSettings & {
  readonly stored: Settings;
};

/** Lays what owners saved over what was deployed. */
export function withStored(deployed: DeployedSettings, stored: Settings): GatewaySettings {
  const { brand } = stored;
  return {
    ...deployed,
    portalName: brand.portalName ?? deployed.portalName,
    connectorNetworks: stored.connectorNetworks ?? deployed.connectorNetworks,
    defaultExpiryDays: stored.defaultExpiryDays ?? deployed.defaultExpiryDays,
    stored,
  };
}

/** How a mail to this address looks: our own people read other words than theirs whom they write to. */
export function brandOf(
  settings: Pick<GatewaySettings, "portalName" | "stored" | "companyDomains">,
  to: string,
): Brand {
  const { color, logo, senderText, recipientText } = settings.stored.brand;
  const words = isInternal(to, settings) ? senderText : recipientText;
  return {
    portalName: settings.portalName,
    ...(color !== undefined && { color }),
    ...(logo !== undefined && { logo }),
    ...(words && { words }),
  };
}

/** Fixed local parts of the gateway domain. */
export const gatewayMailboxes = {
  /** Sender of every notice. */
  notices: "notices",
  /** Sender of what recipients write in the Message Pickup Center. */
  reply: "reply",
  /** Sender of a message whose header From is not the company's. */
  forward: "forward",
  /** Takes mail whose recipient stands in `X-Gm-Original-To`. */
  outbound: "outbound",
  operator: ["postmaster", "abuse"],
} as const;

/** Whether mail to this local part of the gateway domain answers a mail of ours, which nobody reads. */
export function isUnread(localPart: string): boolean {
  const { notices, reply, forward } = gatewayMailboxes;
  return [notices, reply, forward].some((name) => name === localPart.toLowerCase());
}

/** Whether an address lies in one of the company's own domains. */
export function isInternal(address: string, settings: Pick<GatewaySettings, "companyDomains">): boolean {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return settings.companyDomains.includes(domain);
}
