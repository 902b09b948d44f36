import { X509Certificate } from "node:crypto";
import type { AdminContext } from "../../../src/context/admin.ts";
import { smtpAccessAnswer, smtpAccessRequest } from "../../../src/contracts/admin-api/smtp-access.ts";
import { SealgateError } from "../../../src/errors.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";

/** As whom the gateway signs in to the company's own mail server, and whom it trusts there. */
export const readSmtpAccess = route({
  method: "GET",
  path: "/api/smtp-access",
  roles: ["owner", "auditor"],
  answer: smtpAccessAnswer,
  handle: async ({ context }) => {
    const server = serverOf(context);
    return jsonAnswer(smtpAccessAnswer, { server, ...(await context.tls.smtpAccess.shown()) });
  },
});

/** Changes it; mail leaves by it a minute later at the latest. */
export const saveSmtpAccess = route({
  method: "PUT",
  path: "/api/smtp-access",
  roles: ["owner"],
  request: smtpAccessRequest,
  answer: smtpAccessAnswer,
  audit: "smtp-access.save",
  handle: async ({ input, context }) => {
    const server = serverOf(context);
    const { user, password, authority } = input;
    const at = context.clock.now();
    if (user === null && password !== undefined)
      throw new SealgateError("user-missing", 422, "a password needs a user name");
    assertCertificates(authority, at);
    const { smtpAccess } = context.tls;
    if (!(await smtpAccess.save({ user, password, authority, at: at.toISOString() })))
      throw new SealgateError("password-missing", 422, "a new user name needs its password");
    const after = { signsIn: user !== null, password: password !== undefined, authority: authority !== "" };
    const recorded = { object: "smtp-access", after };
    return { ...jsonAnswer(smtpAccessAnswer, { server, ...(await smtpAccess.shown()) }), recorded };
  },
});

function serverOf({ tls }: AdminContext): string {
  const { smtpServer } = tls.installed;
  if (smtpServer !== null) return smtpServer;
  throw new SealgateError("no-smtp-route", 404, "no mail server of the company's own is set up (smtpRoute)");
}

function assertCertificates(pem: string, now: Date): void {
  if (pem === "") return;
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (pem.replace(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g, "").trim() !== "" || !blocks.length)
    throw new SealgateError("not-a-certificate", 422, "only certificates in PEM may stand there");
  for (const block of blocks) {
    const certificate = certificateIn(block);
    if (certificate === null) throw new SealgateError("not-a-certificate", 422, "a certificate cannot be read");
    if (certificate.validToDate <= now)
      throw new SealgateError("certificate-expired", 422, "a certificate has expired");
  }
}

function certificateIn(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}
