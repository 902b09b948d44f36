import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import List from "@cloudscape-design/components/list";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import type { DraftAnswer, DraftChange, DraftPolicyRow } from "../../../../src/contracts/admin-api/drafts.ts";
import type { Disposition } from "../../../../src/contracts/policies.ts";
import { DispositionBadge } from "../parts/disposition-badge.tsx";
import { OrderFilter } from "../parts/list/order-filter.tsx";
import { useRowFilter } from "../parts/list/row-filter.tsx";
import { follow, goTo, hrefOf } from "../router.ts";
import { ExportPolicies } from "./export-policies.tsx";
import { MoveTo } from "./move-to.tsx";
import { newPolicy } from "./new-policy.ts";
import { PolicyBadges } from "./policy-badges.tsx";
import { policyColumns } from "./policy-columns.ts";
import { type DraftHandle, ofQuery } from "./use-draft.ts";
import { type Hits, useHits } from "./use-hits.ts";

/** The policies of a draft, to be put in order by hand, by keyboard, or by "move to". */
export function PolicyList({ draft, value }: { draft: DraftHandle; value: DraftAnswer }) {
  const hits = useHits(7);
  const [rows, setRows] = useState(value.policies);
  const [moving, setMoving] = useState<string | null>(null);
  useEffect(() => setRows(value.policies), [value.policies]);
  const filter = useRowFilter(filteredBy, rows, { placeholder: "Find policies" });
  const move = (id: string, to: number) => {
    const found = rows.find(({ policy }) => policy.id === id);
    if (found === undefined) return;
    setRows(rows.filter((row) => row !== found).toSpliced(to, 0, found));
    draft.apply([{ move: "policies", id, to }]);
  };
  const add = () => {
    const policy = newPolicy(value);
    void draft.applied([{ put: "policies", value: policy, at: 0 }]).then((kept) => {
      if (kept) goTo(`policies/${policy.id}${ofQuery(draft.of)}`);
    });
  };
  return (
    <Container header={<ListHeader rows={rows} onAdd={add} />}>
      <OrderFilter filter={filter} all={rows.length}>
        Clear the filter to put them in order.
      </OrderFilter>
      <List
        sortable={!filter.isFiltered}
        ariaLabel="Policies in the order in which they are asked"
        items={filter.found}
        i18nStrings={dragWords}
        onSortingChange={({ detail }) => {
          const moved = movedIn(rows, detail.items);
          if (moved !== null) move(moved.id, moved.to);
        }}
        renderItem={(row) => ({
          id: row.policy.id,
          announcementLabel: nameOf(row),
          content: <PolicyName row={row} number={rows.indexOf(row) + 1} of={draft.of} />,
          secondaryContent: <PolicyWords row={row} hits={hits} />,
          actions: (
            <Actions
              row={row}
              index={rows.indexOf(row)}
              {...{ rows, draft, move }}
              onMoveTo={() => setMoving(row.policy.id)}
            />
          ),
        })}
      />
      <Otherwise value={value} hits={hits} />
      <MoveTo
        name={nameOf(rows.find(({ policy }) => policy.id === moving))}
        most={rows.length}
        visible={moving !== null}
        onCancel={() => setMoving(null)}
        onMove={(place) => {
          if (moving !== null) move(moving, place - 1);
          setMoving(null);
        }}
      />
    </Container>
  );
}

function ListHeader({ rows, onAdd }: { rows: readonly DraftPolicyRow[]; onAdd: () => void }) {
  const lines = rows.map((row) => ({ name: nameOf(row), status: row.status, sentence: row.sentence }));
  return (
    <Header
      variant="h2"
      counter={`(${rows.length})`}
      description="Asked from top to bottom, for each recipient. The first match decides."
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <ExportPolicies lines={lines} />
          <Button variant="primary" iconName="add-plus" onClick={onAdd}>
            New policy
          </Button>
        </SpaceBetween>
      }
    >
      Policies
    </Header>
  );
}

function PolicyName({ row, number, of }: { row: DraftPolicyRow; number: number; of: string }) {
  return (
    <h3 className="policy-name">
      <span className="number">{number}</span>
      <Link fontSize="heading-s" href={hrefOf(`policies/${row.policy.id}${ofQuery(of)}`)} onFollow={follow}>
        {nameOf(row)}
      </Link>
    </h3>
  );
}

function PolicyWords({ row, hits }: { row: DraftPolicyRow; hits: Hits | null }) {
  const { policy, sentence, status, change } = row;
  return (
    <div className="policy-words">
      <p className="sentence">{sentence === "" ? "This policy is not finished yet." : sentence}</p>
      <div className="badges">
        <DispositionBadge disposition={policy.disposition as Disposition} />
        <PolicyBadges
          status={status}
          auditOnly={policy.auditOnly === true}
          change={change}
          hits={hits?.of(policy.id) ?? null}
        />
      </div>
    </div>
  );
}

type ActionsProps = {
  row: DraftPolicyRow;
  index: number;
  rows: readonly DraftPolicyRow[];
  draft: DraftHandle;
  move: (id: string, to: number) => void;
  onMoveTo: () => void;
};

function Actions({ row, index, rows, draft, move, onMoveTo }: ActionsProps) {
  const { policy } = row;
  const last = rows.length - 1;
  const isEnabled = policy.enabled !== false;
  const does: Readonly<Record<string, () => void>> = {
    edit: () => goTo(`policies/${policy.id}${ofQuery(draft.of)}`),
    up: () => move(policy.id, index - 1),
    down: () => move(policy.id, index + 1),
    top: () => move(policy.id, 0),
    bottom: () => move(policy.id, last),
    to: onMoveTo,
    switch: () => draft.apply([{ put: "policies", value: { ...policy, enabled: !isEnabled } }]),
    copy: () => draft.apply([copyOf(row, rows, index)]),
    remove: () => draft.apply([{ remove: "policies", id: policy.id }]),
  };
  return (
    <ButtonDropdown
      variant="icon"
      ariaLabel={`Actions for ${nameOf(row)}`}
      expandToViewport
      items={[
        { id: "edit", text: "Edit" },
        {
          text: "Move",
          items: [
            { id: "up", text: "Up", disabled: index === 0 },
            { id: "down", text: "Down", disabled: index === last },
            { id: "top", text: "To the top", disabled: index === 0 },
            { id: "bottom", text: "To the bottom", disabled: index === last },
            { id: "to", text: "To…", disabled: last === 0 },
          ],
        },
        { id: "switch", text: isEnabled ? "Disable" : "Enable" },
        { id: "copy", text: "Duplicate" },
        { id: "remove", text: "Delete" },
      ]}
      onItemClick={({ detail }) => does[detail.id]?.()}
    />
  );
}

function Otherwise({ value, hits }: { value: DraftAnswer; hits: Hits | null }) {
  return (
    <Box padding={{ top: "m" }}>
      <div className="last-row">
        <h3 className="policy-name">
          <span className="number" aria-hidden="true">
            ∗
          </span>
          <Link fontSize="heading-s" href={hrefOf("policy-defaults")} onFollow={follow}>
            Otherwise
          </Link>
        </h3>
        <div className="policy-words">
          <p className="sentence">
            What no policy matched. Mail that could not be read whole is never sent in clear, whatever stands here.
          </p>
          <div className="badges">
            <DispositionBadge disposition={value.otherwise.disposition as Disposition} />
            {hits === null ? null : (
              <span className="quiet once">{hits.of("").decided.toLocaleString("en")} in 7 days</span>
            )}
          </div>
        </div>
      </div>
    </Box>
  );
}

function copyOf({ policy }: DraftPolicyRow, rows: readonly DraftPolicyRow[], index: number): DraftChange {
  const known = new Set(rows.map((row) => row.policy.id));
  let number = 2;
  while (known.has(`${policy.id.slice(0, 58)}-${number}`)) number += 1;
  const value = {
    ...policy,
    id: `${policy.id.slice(0, 58)}-${number}`,
    name: `${String(policy.name ?? policy.id)} (copy)`,
  };
  return { put: "policies", value, at: index + 1 };
}

/** Which row a drag has moved, and where to. */
function movedIn(
  before: readonly DraftPolicyRow[],
  after: readonly DraftPolicyRow[],
): { id: string; to: number } | null {
  const first = after.findIndex((row, index) => row !== before[index]);
  if (first < 0) return null;
  const last = after.findLastIndex((row, index) => row !== before[index]);
  const isUp = after[first] === before[last];
  const to = isUp ? first : last;
  return { id: after[to]?.policy.id ?? "", to };
}

function nameOf(row: DraftPolicyRow | undefined): string {
  const { name, id } = row?.policy ?? { id: "" };
  return typeof name === "string" && name !== "" ? name : id;
}

const filteredBy = policyColumns<DraftPolicyRow>((row) => ({
  name: nameOf(row),
  disposition: row.policy.disposition as Disposition,
  status: row.status,
  sentence: row.sentence,
}));

const dragWords = {
  dragHandleAriaLabel: "Drag",
  dragHandleAriaDescription:
    "Press Space or Enter to pick it up, the arrow keys to move it, Space to put it down, Escape to leave it.",
  liveAnnouncementDndStarted: (position: number, total: number) => `Picked up at place ${position} of ${total}`,
  liveAnnouncementDndDiscarded: "Left where it was",
  liveAnnouncementDndItemReordered: (_: number, position: number, total: number) =>
    `Now at place ${position} of ${total}`,
  liveAnnouncementDndItemCommitted: (from: number, to: number) => `Moved from place ${from} to ${to}`,
};
