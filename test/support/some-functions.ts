import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TemplateInput } from "../../local/core/template.ts";
import { aRole } from "./a-role.ts";

type Declared = TemplateInput["Resources"][string];

/** Source of functions in a folder of their own, as if they had been bundled. */
export type SomeFunctions = {
  assetFolder(key: string): string;
  /** A function resource whose `handler.mjs` is this source; its role has the logical id `Role`. */
  declare(name: string, source: string, properties?: Record<string, unknown>): Declared;
};

/** A place for the code of small test functions. */
export function someFunctions(): SomeFunctions {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-functions-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return {
    assetFolder: (key) => join(folder, key),
    declare: (name, source, properties = {}) => {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "handler.mjs"), source);
      return {
        Type: "AWS::Lambda::Function",
        Properties: {
          FunctionName: name,
          Runtime: "nodejs24.x",
          Handler: "handler.handler",
          Code: { S3Bucket: "assets", S3Key: name },
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
          ...properties,
        },
      };
    },
  };
}

/** The role of test functions. */
export const functionRole: Declared = aRole();
