import { z } from "zod";
import { problemAnswer } from "../../src/contracts/admin-api/problem.ts";
import type { Route } from "../middleware/route.ts";

type Listed = Route<never, never>;
type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of these routes: paths, schemas, roles and scopes, all read from the list itself. */
export function openApiOf(routes: readonly Listed[], about: { readonly title: string; readonly server: string }): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: about.title,
      version: "1",
      description:
        "Routes under /api. People use them by the console's session cookie, the form token and their role; programs by an API key (`Authorization: Bearer sgk_…`) with the scope that a route names. Refusals are `application/problem+json`.",
    },
    servers: [{ url: about.server }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemAnswer, "output") },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "__Host-console" },
        apiKey: { type: "http", scheme: "bearer" },
      },
    },
  };
}

function operationOf({ method, path, roles, scope, audit, request, answer }: Listed): Json {
  const anyone = roles === "anyone";
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-zA-Z]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [path.split("/")[2] ?? "api"],
    ...(anyone ? { security: [] } : { security: [{ session: [] }, ...(scope === undefined ? [] : [{ apiKey: [] }])] }),
    "x-roles": roles,
    ...(scope === undefined ? {} : { "x-scope": scope }),
    ...(audit === undefined ? {} : { "x-audit": audit }),
    parameters: [...pathParameters(path), ...(method === "GET" ? queryParameters(request) : [])],
    ...(method !== "GET" && request !== undefined
      ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(request, "input") } } } }
      : {}),
    responses: {
      ...answered(answer),
      default: {
        description: "A refusal or fault, with a stable code.",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function answered(answer: z.ZodType | undefined): Json {
  if (answer === undefined) return { "2XX": { description: "Done." } };
  return { "2XX": { description: "Done.", content: { "application/json": { schema: schemaOf(answer, "output") } } } };
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(request: z.ZodType | undefined): Json[] {
  if (request === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(request, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

/** JSON Schema of what goes in or comes out; what cannot be said in it is left open. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return rest;
}
