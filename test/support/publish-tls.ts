import { SQSClient } from "@aws-sdk/client-sqs";
import { localDeployment } from "../../local/core/cloud.ts";
import { variableOf } from "../../local/welcome.ts";
import { DynamoTlsPolicies } from "../../src/aws/dynamodb-tls-policies.ts";
import { DynamoTlsWitness } from "../../src/aws/dynamodb-tls-witness.ts";
import { SqsOutboxBell } from "../../src/aws/outbox-queue.ts";
import { tlsPolicySet } from "../../src/contracts/tls-policies.ts";
import { type ASealgate, eventually } from "./a-sealgate.ts";

/** Publishes TLS policies as the console does; waits until mail is judged by them and the ingress is as they need it. */
export async function publishTls({ place, tables, cloud }: ASealgate, given: object): Promise<void> {
  const repository = new DynamoTlsPolicies(tables, place.variables.DIRECTORY_TABLE);
  const basedOn = (await repository.newest())?.version ?? 0;
  const policies = tlsPolicySet.parse({ version: 1, ...given });
  const published = await repository.publish({ basedOn, policies, by: "test", at: new Date(), note: "" });
  if (published === null) throw new Error("other TLS policies were published meanwhile");
  const client = { endpoint: place.url, region: localDeployment.region, credentials: place.owner };
  const sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false });
  await new SqsOutboxBell(sqs, variableOf(cloud.resources, "OUTBOX_QUEUE_URL")).ring({ ingress: "changed" });
  sqs.destroy();
  const witness = new DynamoTlsWitness(tables, place.variables.DIRECTORY_TABLE);
  const inForce = async () =>
    (await repository.periods())[0]?.version === published.version && (await witness.current())?.drift === null;
  await eventually("the TLS policies in force", inForce);
}
