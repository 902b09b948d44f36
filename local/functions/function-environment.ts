import { dirname } from "node:path";
import type { Credentials, Deployment } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";

/** What a function's environment is made of. */
export type EnvironmentParts = {
  readonly name: string;
  readonly handler: string;
  readonly taskRoot: string;
  readonly memoryMegabytes: number;
  readonly deployment: Deployment;
  readonly credentials: Credentials;
  readonly endpoint: string;
  readonly declared: Readonly<Record<string, string>>;
};

/** AWS's limit for the declared variables of one function. */
const largest = 4096;

/** The template's variables, what the Lambda runtime sets, the endpoint of the local cloud, and nothing of the parent's. */
export function functionEnvironment(parts: EnvironmentParts): Record<string, string> {
  const { name, deployment, credentials } = parts;
  return {
    ...parts.declared,
    _HANDLER: parts.handler,
    LAMBDA_TASK_ROOT: parts.taskRoot,
    LAMBDA_RUNTIME_DIR: parts.taskRoot,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(parts.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `local/[$LATEST]${name}`,
    AWS_REGION: deployment.region,
    AWS_DEFAULT_REGION: deployment.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken ?? "",
    AWS_ENDPOINT_URL: parts.endpoint,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: dirname(process.execPath),
  };
}

/** Throws for variables that Lambda would not take. */
export function checkDeclared(name: string, declared: Readonly<Record<string, string>>): void {
  const size = Object.entries(declared).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  if (size > largest) throw new TemplateError(`the environment of ${name} is larger than ${largest} bytes`);
  const bad = Object.keys(declared).find((key) => !/^[a-zA-Z]\w+$/.test(key) || key.startsWith("AWS_"));
  if (bad !== undefined) throw new TemplateError(`Lambda does not allow the variable ${bad} of ${name}`);
}
