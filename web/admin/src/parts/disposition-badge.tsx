import Badge from "@cloudscape-design/components/badge";
import type { Disposition } from "../../../../src/contracts/policies.ts";
import { dispositionWords } from "../words.ts";

/** What is done with a message, as a badge. */
export function DispositionBadge({ disposition }: { disposition: Disposition }) {
  const { text, color } = dispositionWords[disposition];
  return <Badge color={color}>{text}</Badge>;
}

/** One short badge for each disposition among several recipients. */
export function DispositionBadges({ of }: { of: readonly (Disposition | undefined)[] }) {
  const distinct = [...new Set(of.filter((each) => each !== undefined))];
  if (distinct.length === 0) return <span className="quiet">None</span>;
  return (
    <span className="badges">
      {distinct.map((disposition) => (
        <Badge key={disposition} color={dispositionWords[disposition].color}>
          {dispositionWords[disposition].short}
        </Badge>
      ))}
    </span>
  );
}
