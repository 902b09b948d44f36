import { stableId } from "../core/physical-name.ts";
import type { DeclaredResource, Deployment, ResourceType } from "../core/service.ts";

const idOf = (declared: DeclaredResource, { stackName }: Deployment) =>
  stableId(`${stackName}/${declared.logicalId}`, 10);

const numbered = (type: string): ResourceType => ({ type, ref: idOf, attribute: () => undefined });

/** The id of an API's root resource. */
export function rootResourceId(apiId: string): string {
  return stableId(`${apiId}/`, 10);
}

/** What the template may declare of API Gateway. */
export const gatewayTypes: readonly ResourceType[] = [
  {
    type: "AWS::ApiGateway::RestApi",
    ref: idOf,
    attribute: (name, ref) =>
      name === "RootResourceId" ? rootResourceId(ref) : name === "RestApiId" ? ref : undefined,
  },
  numbered("AWS::ApiGateway::Resource"),
  numbered("AWS::ApiGateway::Method"),
  { ...numbered("AWS::ApiGateway::Deployment"), attribute: (name, ref) => (name === "DeploymentId" ? ref : undefined) },
  numbered("AWS::ApiGateway::Account"),
  {
    type: "AWS::ApiGateway::Stage",
    ref: (declared, deployment) => {
      const { StageName } = declared.properties;
      return typeof StageName === "string" ? StageName : idOf(declared, deployment);
    },
    attribute: () => undefined,
  },
];
