import { DefaultStackSynthesizer, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AccountsTable } from "./constructs/accounts-table.ts";
import { AdminConsole } from "./constructs/admin-console.ts";
import { Alarms } from "./constructs/alarms.ts";
import { ApiLogging } from "./constructs/api-logging.ts";
import { DataTable } from "./constructs/data-table.ts";
import { EncryptionKeys } from "./constructs/encryption-keys.ts";
import type { FunctionCodes } from "./constructs/function-bundles.ts";
import { Housekeeping } from "./constructs/housekeeping.ts";
import { Ledger } from "./constructs/ledger.ts";
import { MailIngress } from "./constructs/mail-ingress.ts";
import { MailManagerIngress } from "./constructs/mail-manager-ingress.ts";
import { MailStorage } from "./constructs/mail-storage.ts";
import { PickupCenter } from "./constructs/pickup-center.ts";
import { Provisioning } from "./constructs/provisioning.ts";
import { SealedStorage } from "./constructs/sealed-storage.ts";
import { Sending, sendingResources } from "./constructs/sending.ts";
import { housekeepingTimeout } from "./constructs/timeouts.ts";
import { TrafficPolicy } from "./constructs/traffic-policy.ts";
import { WorkQueue } from "./constructs/work-queue.ts";
import { environmentOf } from "./environment.ts";
import type { Resources } from "./grants/resources.ts";
import { literalNames } from "./names.ts";
import type { Settings } from "./settings.ts";

/** What a gateway is made from. */
export type GatewayStackProps = { readonly settings: Settings; readonly codes: FunctionCodes };

/** One company's gateway: wires the capabilities, holds none itself. Fits any account and region. */
export class GatewayStack extends Stack {
  constructor(scope: Construct, id: string, { settings, codes }: GatewayStackProps) {
    super(scope, id, {
      description: `Sealgate for ${settings.companyDomains.join(", ")}`.slice(0, 1000),
      // The CLI checks the bootstrap itself.
      synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    });
    const names = literalNames(this);
    const keys = new EncryptionKeys(this, "Keys");
    const key = keys.mail;
    const alarms = new Alarms(this, "Alarms", { key, operatorAddress: settings.operatorAddress });
    const ledger = new Ledger(this, "Ledger", { key });
    const directory = new DataTable(this, "Directory", { key });
    const accounts = new AccountsTable(this, "Accounts", { key });
    const mail = new MailStorage(this, "Mail", { key });
    const sealed = new SealedStorage(this, "Sealed", { key: keys.sealed });
    const outbox = new WorkQueue(this, "Outbox", { key, alarms, consumerTimeout: housekeepingTimeout, work: "outbox" });

    const logging = settings.apiLogRole === "create" ? new ApiLogging(this, "ApiLogging") : undefined;
    const pickup = new PickupCenter(this, "Pickup", { logging });
    const administration = new AdminConsole(this, "Console", { logging });

    const traffic = settings.ingress === "mail-manager" ? new TrafficPolicy(this, "Traffic", settings) : undefined;
    const resources: Resources = {
      ledger: ledger.table,
      directory,
      accounts,
      mailBucket: mail.bucket,
      sealedBucket: sealed.bucket,
      mailKey: keys.mail,
      sealedKey: keys.sealed,
      keptKey: keys.kept,
      auditKey: keys.audit,
      ...(settings.smtpRoute && { smtpAccess: keys.mail }),
      outbox: outbox.queue,
      ...(traffic && { trafficPolicy: traffic }),
      sending: sendingResources(settings, names),
    };
    const urls = { pickup: pickup.url, console: administration.url };
    const shared = { codes, resources, environment: environmentOf(settings, resources, names, urls) };

    pickup.serve(shared);
    administration.serve(shared);
    const received = { settings, storage: mail, alarms };
    const ingress =
      traffic === undefined
        ? new MailIngress(this, "Ingress", shared, received)
        : new MailManagerIngress(this, "Ingress", shared, { ...received, traffic });
    const sending = new Sending(this, "Sending", shared, { settings, alarms });
    new Housekeeping(this, "Housekeeping", shared, { outbox });
    new Provisioning(this, "Provisioning", shared, {
      ruleSetName: traffic === undefined ? names.ruleSet : null,
      after: [ingress, sending],
    });
  }
}
