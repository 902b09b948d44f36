import { inDependencyOrder } from "./dependencies.ts";
import { resolveCondition, resolveValue, type Scope } from "./intrinsics.ts";
import type { DeclaredResource, Deployment, Resource, ResourceType } from "./service.ts";
import { type Template, TemplateError } from "./template.ts";

/** Types without effect on one machine; the list is short on purpose, everything else unknown stops the start. */
export const ignoredTypes: ReadonlySet<string> = new Set(["AWS::CDK::Metadata", "AWS::CloudWatch::Alarm"]);

/** Resolves a template: known types only, every intrinsic replaced, in the order of their dependencies. */
export function resolveTemplate(
  template: Template,
  types: readonly ResourceType[],
  deployment: Deployment,
): readonly Resource[] {
  const scope = new TemplateScope(template, typeFinder(types), deployment);
  const ids = Object.keys(template.Resources).filter((id) => scope.included(id));
  const ordered = inDependencyOrder(template, ids);
  return ordered
    .filter((id) => !ignoredTypes.has(template.Resources[id]?.Type ?? ""))
    .map((id) => ({
      logicalId: id,
      type: template.Resources[id]?.Type ?? "",
      ref: scope.resourceRef(id),
      properties: inResource(id, () => resolveValue(template.Resources[id]?.Properties ?? {}, scope)) as Record<
        string,
        unknown
      >,
    }));
}

type FindType = (type: string) => ResourceType | undefined;

function typeFinder(types: readonly ResourceType[]): FindType {
  const exact = new Map(types.map((one) => [one.type, one]));
  const families = types.filter((one) => one.type.endsWith("::*"));
  return (type) => exact.get(type) ?? families.find((one) => type.startsWith(one.type.slice(0, -1)));
}

class TemplateScope implements Scope {
  readonly #template: Template;
  readonly #find: FindType;
  readonly #deployment: Deployment;

  constructor(template: Template, find: FindType, deployment: Deployment) {
    this.#template = template;
    this.#find = find;
    this.#deployment = deployment;
  }

  included(logicalId: string): boolean {
    const name = this.#template.Resources[logicalId]?.Condition;
    return name === undefined || this.condition(name);
  }

  ref(name: string): string | readonly string[] | undefined {
    const pseudo = pseudoParameter(name, this.#deployment);
    if (pseudo !== undefined) return pseudo;
    if (name in this.#template.Resources) return this.resourceRef(name);
    const parameter = this.#template.Parameters[name];
    if (parameter !== undefined && parameter.Default === undefined)
      throw new TemplateError(`the parameter ${name} has no default, so the local cloud cannot choose its value`);
    return parameter?.Default;
  }

  resourceRef(logicalId: string): string {
    const { type, declared } = this.#known(logicalId);
    return inResource(logicalId, () => type.ref(declared, this.#deployment));
  }

  attribute(logicalId: string, name: string): string {
    const { type } = this.#known(logicalId);
    const value = type.attribute(name, this.resourceRef(logicalId), this.#deployment);
    if (value === undefined)
      throw new TemplateError(`the attribute ${name} of ${logicalId} (${type.type}) is not known to the local cloud`);
    return value;
  }

  condition(name: string): boolean {
    const declared = this.#template.Conditions[name];
    if (declared === undefined) throw new TemplateError(`the condition ${name} is not declared`);
    return resolveCondition(declared, this);
  }

  #known(logicalId: string): { type: ResourceType; declared: DeclaredResource } {
    const resource = this.#template.Resources[logicalId];
    if (resource === undefined)
      throw new TemplateError(`the template refers to ${logicalId}, which it does not declare`);
    const type = ignoredTypes.has(resource.Type) ? ignored(resource.Type) : this.#find(resource.Type);
    if (type === undefined)
      throw new TemplateError(`the resource type ${resource.Type} (${logicalId}) is not known to the local cloud`);
    return { type, declared: { logicalId, type: resource.Type, properties: this.#literal(resource.Properties) } };
  }

  /** Properties whose intrinsics need nothing but pseudo parameters are given resolved, so that names can be read. */
  #literal(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const scope: Scope = {
      ref: (name) => pseudoParameter(name, this.#deployment) ?? this.#template.Parameters[name]?.Default,
      attribute: () => {
        throw new TemplateError("not literal");
      },
      condition: (name) => this.condition(name),
    };
    return Object.fromEntries(
      Object.entries(properties).map(([key, value]) => {
        try {
          return [key, resolveValue(value, scope)];
        } catch (error) {
          if (error instanceof TemplateError) return [key, value];
          throw error;
        }
      }),
    );
  }
}

function ignored(type: string): ResourceType {
  return { type, ref: (declared) => declared.logicalId, attribute: () => undefined };
}

function inResource<T>(logicalId: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError && !error.message.includes(logicalId))
      throw new TemplateError(`${logicalId}: ${error.message}`);
    throw error;
  }
}

function pseudoParameter(name: string, { accountId, region, stackName }: Deployment): string | undefined {
  const values: Readonly<Record<string, string>> = {
    "AWS::AccountId": accountId,
    "AWS::Region": region,
    "AWS::StackName": stackName,
    "AWS::StackId": `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
  };
  return values[name];
}
