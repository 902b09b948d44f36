/** A role a function could take on, with one inline policy, as a resource of a literal template. */
export function aRole(...statements: readonly object[]): { Type: string; Properties: Record<string, unknown> } {
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
      },
      Policies:
        statements.length === 0
          ? []
          : [{ PolicyName: "Inline", PolicyDocument: { Version: "2012-10-17", Statement: statements } }],
    },
  };
}

/** A statement that allows actions on resources; `resource` may hold intrinsics. */
export function allow(action: string | readonly string[], resource: unknown, condition?: object): object {
  return {
    Effect: "Allow",
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}
