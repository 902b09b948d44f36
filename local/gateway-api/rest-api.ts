import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import type { Resource } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";
import { rootResourceId } from "./resource-types.ts";

const restApi = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  BinaryMediaTypes: z.array(z.string()).default([]),
  EndpointConfiguration: z.strictObject({ Types: z.tuple([z.literal("REGIONAL")]) }).optional(),
  Tags: z.unknown().optional(),
});
const pathPart = z.strictObject({ ParentId: z.string(), PathPart: z.string(), RestApiId: z.string() });
const stage = z.strictObject({
  RestApiId: z.string(),
  StageName: z.string(),
  DeploymentId: z.string().optional(),
  Variables: z.record(z.string(), z.string()).optional(),
  Description: z.string().optional(),
  AccessLogSetting: z.unknown().optional(),
  MethodSettings: z.unknown().optional(),
  TracingEnabled: z.boolean().optional(),
  Tags: z.unknown().optional(),
});
const integration = z.strictObject({
  Type: z.literal("AWS_PROXY"),
  IntegrationHttpMethod: z.literal("POST"),
  Uri: z.string(),
  ResponseTransferMode: z.enum(["BUFFERED", "STREAM"]).default("BUFFERED"),
  TimeoutInMillis: z.coerce.number().default(29_000),
});
const method = z.strictObject({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z.literal("NONE"),
  Integration: integration,
});

/** How one method of one resource is served. */
export type Route = {
  readonly method: string;
  readonly functionArn: string;
  readonly streaming: boolean;
  readonly timeout: number;
};

/** One path template of an API, e.g. `/{proxy+}`. */
export type ApiResource = { readonly id: string; readonly path: string; readonly routes: readonly Route[] };

/** A REST API with its one stage. */
export type RestApi = {
  readonly id: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  readonly binaryMediaTypes: readonly string[];
  readonly resources: readonly ApiResource[];
};

/** Reads every REST API of the stack; what could not be served as API Gateway serves it stops the start. */
export function readRestApis(resources: readonly Resource[]): readonly RestApi[] {
  return ofType(resources, "AWS::ApiGateway::RestApi").map((one) => readRestApi(one, resources));
}

function readRestApi(api: Resource, all: readonly Resource[]): RestApi {
  const stages = ofType(all, "AWS::ApiGateway::Stage")
    .map((one) => readProperties(stage, one))
    .filter((one) => one.RestApiId === api.ref);
  const [only] = stages;
  if (only === undefined || stages.length > 1)
    throw new TemplateError(`${api.logicalId}: the local cloud serves APIs with exactly one stage`);
  return {
    id: api.ref,
    stage: only.StageName,
    stageVariables: only.Variables ?? null,
    binaryMediaTypes: readProperties(restApi, api).BinaryMediaTypes,
    resources: readResources(api.ref, all),
  };
}

function readResources(apiId: string, all: readonly Resource[]): readonly ApiResource[] {
  const parts = new Map(
    ofType(all, "AWS::ApiGateway::Resource").map((one) => [one.ref, readProperties(pathPart, one)]),
  );
  const root = rootResourceId(apiId);
  const pathOf = (id: string): string => {
    const part = parts.get(id);
    return part === undefined ? "" : `${pathOf(part.ParentId)}/${part.PathPart}`;
  };
  const methods = ofType(all, "AWS::ApiGateway::Method").map((one) => ({
    ...readProperties(method, one),
    logicalId: one.logicalId,
  }));
  const own = [root, ...[...parts].filter(([, part]) => part.RestApiId === apiId).map(([id]) => id)];
  return own.map((id) => ({
    id,
    path: pathOf(id) || "/",
    routes: methods.filter((one) => one.ResourceId === id && one.RestApiId === apiId).map(toRoute),
  }));
}

function toRoute(declared: z.output<typeof method> & { logicalId: string }): Route {
  const { Uri, ResponseTransferMode, TimeoutInMillis } = declared.Integration;
  const uri = /:lambda:path\/(2015-03-31|2021-11-15)\/functions\/(.+)\/(response-streaming-)?invocations$/.exec(Uri);
  const streaming = ResponseTransferMode === "STREAM";
  if (uri?.[2] === undefined || streaming !== (uri[3] !== undefined) || streaming !== (uri[1] === "2021-11-15"))
    throw new TemplateError(
      `${declared.logicalId}: the integration ${Uri} does not fit the mode ${ResponseTransferMode}`,
    );
  return { method: declared.HttpMethod, functionArn: uri[2], streaming, timeout: TimeoutInMillis };
}

function ofType(resources: readonly Resource[], type: string): readonly Resource[] {
  return resources.filter((one) => one.type === type);
}
