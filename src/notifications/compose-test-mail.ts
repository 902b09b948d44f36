import MailComposer from "nodemailer/lib/mail-composer/index.js";

/** What a test mail says. */
export type TestMailText = {
  readonly from: string;
  readonly to: string;
  readonly portalName: string;
  readonly subject: string;
  readonly date: Date;
  /** How it was to leave, where that is known already. */
  readonly sentence?: string;
  /** Header by which the gateway's own ingress knows it. */
  readonly mark?: { readonly name: string; readonly value: string };
};

/** The words of a test mail. */
export function testText({ portalName, sentence }: Pick<TestMailText, "portalName" | "sentence">): string {
  const words = [
    `An administrator of ${portalName} sends this mail to see how mail to this address leaves.`,
    ...(sentence === undefined ? [] : [sentence]),
    "There is nothing to do.",
  ];
  return `${words.join("\n\n")}\n`;
}

/** A short mail that an administrator sends to see how mail to an address leaves. */
export function composeTestMail(text: TestMailText): Promise<Buffer> {
  const { from, to, portalName, subject, date, mark } = text;
  const mail = new MailComposer({
    from: { name: portalName, address: from },
    to: { name: "", address: to },
    subject,
    date,
    text: testText(text),
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(mark && { [mark.name]: { prepared: true, value: mark.value } }),
    },
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}
