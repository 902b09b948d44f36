type Json = Readonly<Record<string, unknown>>;
type Operation = {
  readonly tags: readonly string[];
  readonly "x-roles": "anyone" | readonly string[];
  readonly "x-scope"?: string;
  readonly "x-audit"?: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Json }>> }>
  >;
};
type Document = {
  readonly info: { readonly title: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

/** A page about the API, drawn from its OpenAPI document: no script, and its one stylesheet from our own origin. */
export function apiPage(openApi: Json): string {
  const { info, paths } = openApi as unknown as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const groups = Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? "");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)}</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<main>
<h1>${text(info.title)}</h1>
<p>${text(info.description)}</p>
<p><a href="openapi.json">OpenAPI document (JSON)</a></p>
<nav aria-label="Groups"><ul>${[...groups.keys()].map((tag) => `<li><a href="#${text(tag)}">${text(tag)}</a></li>`).join("")}</ul></nav>
${[...groups].map(([tag, listed]) => `<section id="${text(tag)}"><h2>${text(tag)}</h2>${listed.map(operationPart).join("")}</section>`).join("\n")}
</main>
</body>
</html>`;
}

/** The page's stylesheet. */
export const apiStylesheet = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;background:light-dark(#fff,#14181d);color:light-dark(#16191f,#e6e9ee)}
main{max-inline-size:60rem;margin:auto;padding:1.5rem 1rem 4rem}
h2{margin-block:2.5rem 0.5rem;text-transform:capitalize}
h3{margin:0;font:600 1rem/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
a{color:light-dark(#0050b3,#8ab8ff)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
article{padding:1rem 0;border-block-start:1px solid light-dark(#d5dbe3,#333b46)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:.5rem 0}
dt{color:light-dark(#50596b,#a9b3c3)}
dd{margin:0;overflow-wrap:anywhere}
summary{cursor:pointer}
pre{overflow:auto;padding:.75rem;border-radius:.5rem;background:light-dark(#f4f6f9,#1d232b);font:.85rem/1.45 ui-monospace,monospace}
`;

function operationPart({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const { parameters, requestBody, responses } = operation;
  const roles = operation["x-roles"];
  const facts: [string, string][] = [["Roles", roles === "anyone" ? "anyone" : roles.join(", ")]];
  if (operation["x-scope"] !== undefined) facts.push(["API key's scope", operation["x-scope"]]);
  if (operation["x-audit"] !== undefined) facts.push(["Audit log", operation["x-audit"]]);
  const query = parameters.filter((each) => each.in === "query").map(({ name }) => name);
  if (query.length > 0) facts.push(["Query", query.join(", ")]);
  const answer = responses["2XX"]?.content?.["application/json"]?.schema;
  return `<article><h3>${method} ${text(path)}</h3>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join("")}</dl>
${schemaPart("Request", requestBody?.content["application/json"]?.schema)}${schemaPart("Answer", answer)}</article>`;
}

function schemaPart(name: string, schema: Json | undefined): string {
  if (schema === undefined) return "";
  return `<details><summary>${name}</summary><pre tabindex="0">${text(JSON.stringify(schema, null, 2))}</pre></details>`;
}

function text(value: string): string {
  return value.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
