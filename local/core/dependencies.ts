import { type Template, TemplateError } from "./template.ts";

/** Logical ids in an order in which each comes after everything it refers to; a cycle throws, naming its members. */
export function inDependencyOrder(template: Template, ids: readonly string[]): readonly string[] {
  const present = new Set(ids);
  const done = new Set<string>();
  const ordered: string[] = [];
  const visit = (id: string, trail: readonly string[]): void => {
    if (done.has(id)) return;
    if (trail.includes(id))
      throw new TemplateError(`circular dependency: ${[...trail.slice(trail.indexOf(id)), id].join(" → ")}`);
    const declared = template.Resources[id];
    const referred = [...references(declared?.Properties), ...[declared?.DependsOn ?? []].flat()];
    for (const next of referred) if (present.has(next)) visit(next, [...trail, id]);
    done.add(id);
    ordered.push(id);
  };
  for (const id of ids) visit(id, []);
  return ordered;
}

/** Every name that a value refers to by Ref, Fn::GetAtt or Fn::Sub. */
export function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref") return [String(inner)];
    if (key === "Fn::GetAtt") return [String([inner].flat()[0]).split(".")[0] ?? ""];
    if (key === "Fn::Sub") return [...references(inner), ...subNames(String([inner].flat()[0]))];
    return references(inner);
  });
}

function subNames(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = ""]) => name.split(".")[0] ?? "");
}
