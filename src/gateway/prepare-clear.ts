import type { ModifierNode } from "../contracts/policies.ts";
import { parseAddresses } from "../mail/addresses.ts";
import { stripForClearSend } from "../mail/clear-headers.ts";
import { editHeaders } from "../mail/edit-headers.ts";
import { encodeHeaderText } from "../mail/encoded-words.ts";
import { type FitProblem, fitForSes } from "../mail/fit-for-ses.ts";
import { headerText, headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";
import { applyModifiers } from "../policy/apply-modifiers.ts";
import { markHeader, markOf } from "./loop-mark.ts";
import { connectorHeader, headerSender } from "./prove-ours.ts";
import { type GatewaySettings, gatewayMailboxes, isInternal } from "./settings.ts";

/** A message as it may leave: `from` is the address in its header From; `problem` says why SES would not take it. */
export type ClearMail = { readonly raw: Buffer; readonly from: string; readonly problem: FitProblem | null };

/** What preparing needs to know beside the message. */
export type ClearContext = {
  readonly messageId: string;
  readonly envelopeFrom: string;
  readonly modifiers: readonly ModifierNode[];
  /** Internal recipients get the loop mark: their mail could come back. */
  readonly internal: boolean;
  readonly settings: GatewaySettings;
  readonly markerSecret: string;
  /** Leaves by the company's own mail server, which takes any sender and any file. */
  readonly asSubmitted?: boolean;
};

/**
 * The message as submitted, less what must not leave (mail-flow: SES's own headers, Bcc, secrets, marks, broken
 * signatures), with the policy's modifiers, a From that SES takes, and the original Message-ID kept in References.
 */
export function prepareClear(message: ReadMessage, context: ClearContext): ClearMail {
  const stripped = stripForClearSend(message.raw, { secretHeader: connectorHeader });
  const modified = applyModifiers(stripped, [...context.modifiers]);
  const sender = context.asSubmitted ? ownFrom(message, context) : chooseFrom(message, context);
  const raw = editHeaders(modified, {
    remove: !context.asSubmitted && isForeignSender(message, context.settings) ? ["sender"] : [],
    replace: sender.replace,
    prepend: context.internal
      ? [[markHeader, markOf(context.messageId, context.markerSecret, context.settings.gatewayDomain)]]
      : [],
  });
  if (context.asSubmitted) return { raw, from: sender.from, problem: null };
  const fitted = fitForSes(raw);
  return { raw: fitted.raw, from: sender.from, problem: fitted.problem };
}

/** The message keeps its From, whoever wrote it. */
function ownFrom(message: ReadMessage, { settings }: ClearContext) {
  return { from: headerSender(message) ?? `postmaster@${settings.gatewayDomain}`, replace: {} };
}

/** SES takes only From addresses of our domains: a foreign one is named, and answered through Reply-To. */
function chooseFrom(message: ReadMessage, { settings, envelopeFrom }: ClearContext) {
  const own = headerSender(message);
  if (own !== null && isInternal(own, settings)) return { from: own, replace: {} };
  if (envelopeFrom === "") {
    const from = `postmaster@${settings.gatewayDomain}`;
    return { from, replace: { From: from } };
  }
  const [mailbox] = parseAddresses(headerText(message.headers, "from"));
  const from = `${gatewayMailboxes.forward}@${settings.gatewayDomain}`;
  const name = `${mailbox?.name || mailbox?.address || envelopeFrom} via ${settings.portalName}`;
  const hasReplyTo = headerText(message.headers, "reply-to") !== "";
  return {
    from,
    replace: {
      From: `${encodeHeaderText(quoted(name))} <${from}>`,
      ...(hasReplyTo || !mailbox ? {} : { "Reply-To": mailbox.address }),
    },
  };
}

function quoted(name: string): string {
  return /^[\x20-\x7e]*$/.test(name) ? `"${name.replaceAll(/["\\]/g, "")}"` : name;
}

/** SES checks header Sender as it checks From. */
function isForeignSender(message: ReadMessage, settings: GatewaySettings): boolean {
  const mailboxes = headerValues(message.headers, "sender").flatMap(parseAddresses);
  return mailboxes.some(({ address }) => !isInternal(address, settings));
}
