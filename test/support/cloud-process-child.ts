import { readFileSync } from "node:fs";
import { localDeployment, startCloud } from "../../local/core/cloud.ts";
import type { ServiceModule } from "../../local/core/service.ts";
import { parseTemplate } from "../../local/core/template.ts";
import { roleArn } from "../../local/iam/resource-types.ts";
import type { Announcement, CloudProcessOptions } from "./a-cloud-process.ts";

const plan = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as CloudProcessOptions & { folder: string };
const modules = await Promise.all(
  plan.modules.map(async ([file, exported]) => ((await import(file)) as Record<string, ServiceModule>)[exported]),
);
const cloud = await startCloud({
  template: parseTemplate({ Resources: plan.resources }),
  modules: modules.filter((one) => one !== undefined),
  folder: plan.folder,
  deployment: localDeployment,
  apiPort: 0,
  now: () => new Date(),
});
const roles = cloud.resources.filter((one) => one.type === "AWS::IAM::Role");
const announcement: Announcement = {
  url: cloud.url,
  owner: cloud.keys.owner,
  roles: Object.fromEntries(
    roles.map((one) => [one.logicalId, cloud.keys.forRole(roleArn(one.ref, localDeployment), one.logicalId)]),
  ),
  refs: Object.fromEntries(cloud.resources.map((one) => [one.logicalId, one.ref])),
};
process.stdout.write(`${JSON.stringify(announcement)}\n`);
process.stdin.resume().on("end", () => process.exit(0));
