import { asciiDomain } from "./addresses.ts";

/** The recipient meant by an address at the gateway, or why there is none. */
export type GatewayRecipient =
  | { readonly address: string; readonly reason?: undefined }
  | {
      readonly address?: undefined;
      readonly reason: "not-gateway" | "not-encoded" | "invalid-address" | "gateway-domain";
    };

const domainForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const unquotedLocal = /^[^\s"(),:;<>@[\\\]\p{Cc}]+$/u;
const quotedLocal = /^"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*"$/u;

/** Decodes `bob=partner.example@gateway` and `bob@partner.example.gateway`; the local part stays byte for byte. */
export function decodeGatewayRecipient(address: string, gatewayDomain: string): GatewayRecipient {
  const gateway = asciiDomain(gatewayDomain);
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  const domain = asciiDomain(address.slice(at + 1));
  if (domain === gateway) return decodeLocal(local, gateway);
  if (!domain.endsWith(`.${gateway}`)) return { reason: "not-gateway" };
  return checked(local, domain.slice(0, -gateway.length - 1), gateway);
}

function decodeLocal(local: string, gateway: string): GatewayRecipient {
  const quoted = quotedLocal.test(local);
  const plain = quoted ? local.slice(1, -1) : local;
  const equals = plain.lastIndexOf("=");
  if (equals < 0) return { reason: "not-encoded" };
  const inner = plain.slice(0, equals);
  const whole = !quoted || unquotedLocal.test(inner) || quotedLocal.test(inner) ? inner : `"${inner}"`;
  return checked(quoted ? unescapeQuotes(whole) : whole, plain.slice(equals + 1), gateway);
}

/** `\"bob smith\"` inside a quoted local part stands for a quoted local part of its own. */
function unescapeQuotes(local: string): string {
  return /^"?\\".*\\""?$/.test(local) ? `"${local.replace(/^"?\\"|\\""?$/g, "")}"` : local;
}

/** Whether an address is one mailbox at a domain name, and cannot be taken for several, or for something else. */
export function isMailbox(address: string): boolean {
  const at = address.lastIndexOf("@");
  return at > 0 && isValid(address.slice(0, at), asciiDomain(address.slice(at + 1)));
}

function isValid(local: string, domain: string): boolean {
  const named = quotedLocal.test(local) || (unquotedLocal.test(local) && !/^\.|\.$|\.\./.test(local));
  if (!named || Buffer.byteLength(local) > 64 || domain.length > 253 || !domainForm.test(domain)) return false;
  return !/^\d+$/.test(domain.slice(domain.lastIndexOf(".") + 1));
}

function checked(local: string, domain: string, gateway: string): GatewayRecipient {
  const ascii = asciiDomain(domain);
  if (!isValid(local, ascii)) return { reason: "invalid-address" };
  if (ascii === gateway || ascii.endsWith(`.${gateway}`)) return { reason: "gateway-domain" };
  return { address: `${local}@${ascii}` };
}

/** Writes a recipient as the company's mail server does: `bob=partner.example@gateway`, or `bob@partner.example.gateway`. */
export function encodeGatewayRecipient(address: string, gatewayDomain: string, form: "encoded" | "domain"): string {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), asciiDomain(address.slice(at + 1))];
  return form === "domain" ? `${local}@${domain}.${gatewayDomain}` : `${local}=${domain}@${gatewayDomain}`;
}
