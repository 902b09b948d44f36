import MailComposer from "nodemailer/lib/mail-composer/index.js";

/** What a test mail says. */
export type TestMailText = {
  readonly from: string;
  readonly to: string;
  readonly portalName: string;
  readonly subject: string;
  readonly date: Date;
  /** How it was to leave. */
  readonly sentence: string;
};

/** A short mail that an administrator sends to see how mail to an address leaves. */
export function composeTestMail({ from, to, portalName, subject, date, sentence }: TestMailText): Promise<Buffer> {
  const mail = new MailComposer({
    from: { name: portalName, address: from },
    to: { name: "", address: to },
    subject,
    date,
    text: `An administrator of ${portalName} sends this mail to see how mail to this address leaves.\n\n${sentence}\n\nThere is nothing to do.\n`,
    headers: { "Auto-Submitted": "auto-generated" },
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}
