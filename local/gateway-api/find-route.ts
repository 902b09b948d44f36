import type { ApiResource, RestApi, Route } from "./rest-api.ts";

/** Where a request goes, and what its path held. */
export type Match = {
  readonly resource: ApiResource;
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>> | null;
};

/** Finds the resource for a path (without the stage): a literal part goes before a parameter, a parameter before a greedy one. */
export function findRoute(api: RestApi, method: string, path: string): Match | undefined {
  const given = partsOf(path);
  const fitting = api.resources
    .map((resource) => ({ resource, parameters: parametersOf(partsOf(resource.path), given) }))
    .filter((one) => one.parameters !== undefined)
    .sort((a, b) => rank(a.resource).localeCompare(rank(b.resource)));
  for (const { resource, parameters } of fitting) {
    const route =
      resource.routes.find((one) => one.method === method) ?? resource.routes.find((one) => one.method === "ANY");
    if (route !== undefined)
      return {
        resource,
        route,
        pathParameters: Object.keys(parameters ?? {}).length === 0 ? null : (parameters ?? null),
      };
  }
  return undefined;
}

function partsOf(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "");
}

function parametersOf(template: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const value = given[index];
    if (value === undefined) return undefined;
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    if (greedy !== undefined) return { ...parameters, [greedy]: given.slice(index).map(decoded).join("/") };
    const single = /^\{(.+)\}$/.exec(part)?.[1];
    if (single !== undefined) parameters[single] = decoded(value);
    else if (part !== value) return undefined;
  }
  return template.length === given.length ? parameters : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function rank(resource: ApiResource): string {
  return partsOf(resource.path)
    .map((part) => (part.endsWith("+}") ? "2" : part.startsWith("{") ? "1" : "0"))
    .join("");
}
