import type { Selector } from "../../contracts/tls-policies.ts";
import { decodeGatewayRecipient } from "../../mail/gateway-recipient.ts";

/** How the company's mail server writes recipients: `bob=partner.example@gateway` or `bob@partner.example.gateway`. */
export type RecipientForm = "address" | "domain";

/** The names by which a receipt rule knows a recipient, or why it cannot. */
export type RecipientNames =
  | { readonly names: readonly string[]; readonly problem?: undefined }
  | { readonly names?: undefined; readonly problem: string };

/** Names of one selector in a receipt rule; `everyone` has none of its own. */
export function recipientNames(selector: Selector, gatewayDomain: string, form: RecipientForm): RecipientNames {
  if (selector.kind === "individual") return namesOfAddress(selector.address, gatewayDomain);
  if (selector.kind === "domain") return namesOfDomain(selector, gatewayDomain, form);
  return { problem: `a receipt rule cannot name ${unnameable[selector.kind]}` };
}

const unnameable = {
  everyone: "everyone but as a whole",
  internal: "the people inside the company as such",
  external: "the people outside the company as such",
  group: "the members of a group",
  attribute: "people by an attribute",
};

/** Both forms, where they fit, spelled as given and in lower case: SES does not say whether letters count. */
function namesOfAddress(address: string, gatewayDomain: string): RecipientNames {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const spellings = [...new Set([local, local.toLowerCase()])];
  const all = spellings.flatMap((name) => [`${name}=${domain}@${gatewayDomain}`, `${name}@${domain}.${gatewayDomain}`]);
  const names = all.filter((name) => fits(name) && leadsTo(name, address, gatewayDomain));
  return names.length > 0 ? { names } : { problem: `a receipt rule cannot name ${address}` };
}

function namesOfDomain(
  { domain, subdomains }: Extract<Selector, { kind: "domain" }>,
  gatewayDomain: string,
  form: RecipientForm,
): RecipientNames {
  if (form === "address") {
    const problem = `a receipt rule can name the domain ${domain} only when the mail server writes recipients as bob@${domain}.${gatewayDomain}`;
    return { problem };
  }
  const name = `${domain}.${gatewayDomain}`;
  if (name.length > 252) return { problem: `the name of the domain ${domain} becomes too long below ${gatewayDomain}` };
  return { names: subdomains ? [name, `.${name}`] : [name] };
}

/** Quotes and spaces in a name are read differently by different servers. */
function fits(name: string): boolean {
  const at = name.lastIndexOf("@");
  return at <= 64 && name.length - at <= 254 && /^[^\s"]+$/.test(name);
}

function leadsTo(name: string, address: string, gatewayDomain: string): boolean {
  return decodeGatewayRecipient(name, gatewayDomain).address?.toLowerCase() === address.toLowerCase();
}
