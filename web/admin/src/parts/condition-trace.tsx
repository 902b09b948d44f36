import type { TraceEvidence, TraceNode } from "../../../../src/contracts/admin-api/trace.ts";

const groupWords = { all: "all of these", any: "any of these", none: "none of these" };
const resultWords = { true: "True", false: "False", unknown: "Not known" };

/** A policy's conditions or exceptions as they were judged. */
export function ConditionTrace({ label, node }: { label: string; node: TraceNode }) {
  return (
    <>
      <b>{label}</b>
      <ul className="conditions">
        <Node node={node} />
      </ul>
    </>
  );
}

function Node({ node }: { node: TraceNode }) {
  if ("group" in node) {
    return (
      <li>
        <div className="condition">
          <Mark result={node.result} />
          <div>{groupWords[node.group]}:</div>
        </div>
        <ul className="conditions">
          {node.of.map((child, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a trace never changes
            <Node key={index} node={child} />
          ))}
        </ul>
      </li>
    );
  }
  const { sentence, result, compared, evidence = [] } = node;
  return (
    <li className="condition">
      <Mark result={result} />
      <div>
        {sentence}
        {compared === undefined ? null : <div className="quiet">Compared: {compared}</div>}
        <EvidenceList evidence={evidence} />
      </div>
    </li>
  );
}

function Mark({ result }: { result: TraceNode["result"] }) {
  return <span className={`mark mark-${result}`}>{resultWords[`${result}`]}</span>;
}

function EvidenceList({ evidence }: { evidence: readonly TraceEvidence[] }) {
  if (evidence.length === 0) return null;
  return (
    <ul className="evidence">
      {evidence.map(({ redacted, where }) => (
        <li key={`${redacted} ${JSON.stringify(where)}`}>
          <code>{redacted}</code> in {placeOf(where)}
        </li>
      ))}
    </ul>
  );
}

const scopeWords: Readonly<Record<string, string>> = {
  subject: "the subject",
  body: "the body",
  headers: "the headers",
  attachments: "an attachment",
  names: "an attachment's name",
};

function placeOf({ scope, part, line, cell, view }: TraceEvidence["where"]): string {
  const details = [
    part === "" ? "" : `part ${part}`,
    line === undefined ? "" : `line ${line}`,
    cell === undefined ? "" : `cell ${cell}`,
    view === "hidden" ? "hidden from readers" : "",
  ].filter((word) => word !== "");
  const place = scopeWords[scope] ?? scope;
  return details.length === 0 ? place : `${place} (${details.join(", ")})`;
}
