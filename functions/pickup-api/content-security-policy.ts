import { letterScriptHash } from "../../web/pickup/letter-script.ts";
import { passkeyScriptHash } from "../../web/pickup/passkey-script.ts";
import { stylesheetHash } from "../../web/pickup/stylesheet.ts";

/** Pages: our one stylesheet, forms to ourselves, the body's frame; nothing runs, nothing is fetched from elsewhere. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src ${stylesheetHash}`,
  "img-src data:",
  "form-action 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Pages where something is written: the one script besides, which talks to nobody but us. */
export const letterPolicy = `${pagePolicy}; script-src ${letterScriptHash}; connect-src 'self'`;

/** Pages that make or use a passkey. */
export const passkeyPolicy = `${pagePolicy}; script-src ${passkeyScriptHash}`;

/** A message's body: styles of the mail, pictures inside it, links that open elsewhere. It cannot reach our origin. */
export const bodyPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");

/** The same once the reader asked for the pictures that the mail would load. */
export const bodyWithImagesPolicy = bodyPolicy.replace("img-src data:", "img-src data: https:");

/** A download: were it ever shown, it could do nothing. */
export const downloadPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
