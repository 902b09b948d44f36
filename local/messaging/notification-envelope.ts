import { randomBytes } from "node:crypto";

type Notification = {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly subject?: string;
  readonly message: string;
};

/** The JSON a queue receives when raw delivery is off, in SNS's own spelling and order; the signature is a stand-in. */
export function notificationEnvelope(notification: Notification, at: Date): string {
  const region = notification.topicArn.split(":")[3];
  const host = `https://sns.${region}.amazonaws.com`;
  const fields: [string, string][] = [
    ["Type", "Notification"],
    ["MessageId", notification.messageId],
    ["TopicArn", notification.topicArn],
    ...(notification.subject === undefined ? [] : [["Subject", notification.subject] as [string, string]]),
    ["Message", notification.message],
    ["Timestamp", at.toISOString()],
    ["SignatureVersion", "1"],
    ["Signature", randomBytes(256).toString("base64")],
    ["SigningCertURL", `${host}/SimpleNotificationService-00000000000000000000000000000000.pem`],
    ["UnsubscribeURL", `${host}/?Action=Unsubscribe&SubscriptionArn=${notification.subscriptionArn}`],
  ];
  return `{\n${fields.map(([name, value]) => `  ${JSON.stringify(name)} : ${JSON.stringify(value)}`).join(",\n")}\n}`;
}
