/** A declared resource as the template holds it. */
export type DeclaredResource = {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template has no narrower type, and tests reach deep into it.
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: readonly string[];
};

/** All resources by logical id. */
export type Resources = Readonly<Record<string, DeclaredResource>>;

/** One statement of a policy document. */
export type Statement = {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** A list, whether written as one or as a single value. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The resources of a type, with their logical ids. */
export const ofType = (resources: Resources, type: string): readonly (readonly [string, DeclaredResource])[] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);

/** Whether the value refers to this logical id anywhere. */
export const refersTo = (value: unknown, logicalId: string): boolean => {
  const text = JSON.stringify(value) ?? "";
  return text.includes(`{"Ref":"${logicalId}"}`) || text.includes(`{"Fn::GetAtt":["${logicalId}",`);
};

/** The statements attached to resources: key, bucket, queue and topic policies. */
export const resourceStatements = (resources: Resources): readonly (readonly [string, Statement])[] =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type !== "AWS::IAM::Policy")
    .flatMap(([id, { Properties }]) =>
      (Properties?.KeyPolicy?.Statement ?? Properties?.PolicyDocument?.Statement ?? []).map(
        (statement: Statement) => [id, statement] as const,
      ),
    );

/** The functions by their name in the code's folder, with what their role allows. */
export const functions = (resources: Resources) =>
  ofType(resources, "AWS::Lambda::Function").map(([id, { Properties }]) => {
    const roleId: string = Properties.Role["Fn::GetAtt"][0];
    const statements = ofType(resources, "AWS::IAM::Policy")
      .filter(([, policy]) => refersTo(policy.Properties.Roles, roleId))
      .flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement as readonly Statement[]);
    return { id, properties: Properties, role: resources[roleId] as DeclaredResource, statements };
  });
