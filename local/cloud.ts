import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Cloud, localDeployment, startCloud } from "./core/cloud.ts";
import { portProblem } from "./core/listen.ts";
import type { ServiceModule } from "./core/service.ts";
import { parseTemplate, type Template, TemplateError } from "./core/template.ts";
import { dynamodbModule } from "./dynamodb/dynamodb.ts";
import { eventsModule } from "./events/module.ts";
import { assetsIn } from "./functions/assets.ts";
import { functionsModule } from "./functions/module.ts";
import type { GatewayApi } from "./gateway-api/gateway-api.ts";
import { gatewayModule } from "./gateway-api/gateway-service.ts";
import { kmsModule } from "./kms/kms-service.ts";
import { snsModule, sqsModule } from "./messaging/modules.ts";
import { outboxHandler } from "./outbox/handler.ts";
import { customResourcesModule } from "./provision/module.ts";
import { s3Module } from "./s3/s3-service.ts";
import { sesModule } from "./ses/module.ts";
import type { Ses } from "./ses/ses.ts";
import type { SmtpIngress } from "./smtp/local-server.ts";
import { smtpModule } from "./smtp/module.ts";

/** How the local cloud of a synthesized stack is started. */
export type LocalCloudOptions = {
  /** The synthesized stack: template and assets. */
  readonly cdkOut: string;
  /** All state and logs. */
  readonly folder: string;
  /** 0 chooses a free port. */
  readonly ports: { readonly smtp: number; readonly web: number; readonly api: number };
  /** `smtp://host:port`: outgoing mail is really delivered there. */
  readonly relay?: string;
  readonly now?: () => Date;
  /** Changes the template before it is started, e.g. takes out a grant. */
  readonly change?: (template: Template) => Template;
};

/** A running local cloud of the whole stack. */
export type LocalCloud = Cloud & {
  readonly smtpPort: number;
  readonly webPort: number;
  /** Origin of a site: `mpc`, `console` or `outbox`. */
  originOf(site: string): string;
};

/** Starts everything the synthesized stack declares, on this machine. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const template = readTemplate(options.cdkOut);
  const cloud = await startCloud({
    template: options.change?.(template) ?? template,
    modules: modules(options),
    folder: options.folder,
    deployment: localDeployment,
    apiPort: options.ports.api,
    now: options.now ?? (() => new Date()),
  }).catch((error: NodeJS.ErrnoException) => {
    throw portProblem(error, options.ports.smtp, "smtp");
  });
  const gateway = cloud.service<GatewayApi>("execute-api");
  return {
    ...cloud,
    smtpPort: cloud.service<SmtpIngress>("smtp").port,
    webPort: gateway.port,
    originOf: (site) => gateway.originOf(site),
  };
}

/** In the order in which they start: what others need first, what brings mail in last. */
function modules({ cdkOut, ports, relay }: LocalCloudOptions): readonly ServiceModule[] {
  const assetFolder = assetsIn(cdkOut);
  return [
    kmsModule,
    s3Module,
    dynamodbModule,
    sqsModule,
    snsModule,
    sesModule(relay === undefined ? {} : { relay }),
    functionsModule((cloud) => ({
      assetFolder,
      localUrl: (value) => cloud.service<GatewayApi>("execute-api").localUrl(value),
    })),
    gatewayModule({
      port: ports.web,
      sites: (cloud) => ({ outbox: outboxHandler(cloud.service<Ses>("ses").outbox) }),
    }),
    customResourcesModule,
    eventsModule,
    smtpModule({ port: ports.smtp }),
  ];
}

function readTemplate(cdkOut: string): Template {
  const path = join(cdkOut, `${localDeployment.stackName}.template.json`);
  try {
    return parseTemplate(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new TemplateError(`there is no synthesized stack in ${cdkOut}`);
    throw error;
  }
}
