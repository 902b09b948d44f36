import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { functionsModule } from "../../../local/functions/module.ts";
import { customResourcesModule } from "../../../local/provision/module.ts";
import { aCloud } from "../../support/a-cloud.ts";
import { functionRole, someFunctions } from "../../support/some-functions.ts";

const provider = `import { appendFileSync } from "node:fs";
export const handler = async (event) => {
  const { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId, ResourceProperties, OldResourceProperties, PhysicalResourceId } = event;
  appendFileSync(process.env.SEEN, JSON.stringify([RequestType, ResourceProperties.Size, OldResourceProperties?.Size, PhysicalResourceId]) + "\\n");
  if (ResourceProperties.Size === "silent") return;
  if (ResourceProperties.Size === "throw") throw new Error("inside");
  const Status = ResourceProperties.Size === "bad" ? "FAILED" : "SUCCESS";
  await fetch(ResponseURL, { method: "PUT", body: JSON.stringify({ Status, Reason: "another rule set is active", PhysicalResourceId: "thing", StackId, RequestId, LogicalResourceId }) });
};`;

describe("a custom resource", () => {
  const code = someFunctions();
  const folder = (name: string) => code.assetFolder(`state-${name}`);
  const start = async (name: string, size: unknown) => {
    const seen = join(code.assetFolder("."), `seen-${name}`);
    const module = functionsModule(() => ({ assetFolder: code.assetFolder, localUrl: (value) => value }));
    const cloud = await aCloud({
      modules: [module, customResourcesModule],
      folder: folder(name),
      resources: {
        Role: functionRole,
        Provider: code.declare("provider", provider, { Timeout: 10, Environment: { Variables: { SEEN: seen } } }),
        Thing: {
          Type: "Custom::Thing",
          Properties: { ServiceToken: { "Fn::GetAtt": ["Provider", "Arn"] }, Size: size, On: true },
        },
      },
    });
    await cloud.close();
    const lines = readFileSync(seen, "utf8").trim().split("\n");
    return lines.map((line): unknown => JSON.parse(line));
  };

  it("is created once, and updated only when its properties change", async () => {
    const created = ["Create", "1", null, null];
    assert.deepEqual(await start("once", 1), [created]);
    assert.deepEqual(await start("once", 1), [created]);
    assert.deepEqual(await start("once", 2), [created, ["Update", "2", "1", "thing"]]);
  });

  it("stops the start with its reason when it fails, and is tried again at the next", async () => {
    await assert.rejects(start("failing", "bad"), {
      message: "Thing (Custom::Thing) failed: another rule set is active",
    });
    assert.equal((await start("failing", "good")).length, 2);
  });

  it("stops the start when its function throws or never answers", async () => {
    await assert.rejects(start("throwing", "throw"), { message: "Thing (Custom::Thing) failed: inside" });
    await assert.rejects(start("silent", "silent"), /did not answer to its ResponseURL/);
  });
});
