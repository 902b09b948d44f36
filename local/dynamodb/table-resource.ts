import { physicalName } from "../core/physical-name.ts";
import type { CloudContext, ResourceType } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";
import { type Table, tableArn, tableOf } from "./table.ts";

/** `AWS::DynamoDB::Table`: its name for `Ref`, its ARN; no streams. */
export const tableResource: ResourceType = {
  type: "AWS::DynamoDB::Table",
  ref: (declared, deployment) => physicalName(declared, deployment, { property: "TableName", longest: 255 }),
  attribute: (name, ref, deployment) => (name === "Arn" ? tableArn(ref, deployment) : undefined),
};

/** The tables the stack declares; throws on one that this service cannot stand for. */
export const declaredTables = ({ resources, deployment }: CloudContext): Table[] =>
  resources
    .filter(({ type }) => type === tableResource.type)
    .map(({ logicalId, ref, properties }) => {
      try {
        return tableOf(ref, properties, deployment);
      } catch (error) {
        throw new TemplateError(`table ${logicalId}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
