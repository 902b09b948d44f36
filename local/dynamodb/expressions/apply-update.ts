import { invalid } from "../failures.ts";
import { addNumbers } from "../numbers.ts";
import { type AttributeValue, copyItem, type Item, kindOf, membersOf } from "../values.ts";
import { childOf, type Path, valueAt } from "./path.ts";
import type { Action, Term, Update } from "./update.ts";

const wrongType = () => invalid("An operand in the update expression has an incorrect data type");
const wrongPath = () => invalid("The document path provided in the update expression is invalid for update");

/** The item after the update; every term sees the item as it was before. */
export const applyUpdate = (before: Item, update: Update): Item => {
  const after = copyItem(before);
  const outcomes = update.map((action) => ({ path: action.path, value: outcomeOf(action, before) }));
  const lists = new Set<AttributeValue[]>();
  for (const { path, value } of outcomes) place(after, path, value, lists);
  for (const list of lists) closeRanks(list);
  return after;
};

const outcomeOf = (action: Action, before: Item): AttributeValue | undefined => {
  if (action.kind === "SET") return compute(action.term, before);
  if (action.kind === "REMOVE") return undefined;
  const present = valueAt(before, action.path);
  return action.kind === "ADD" ? added(present, action.value) : without(present, action.value);
};

const compute = (term: Term, before: Item): AttributeValue => {
  if (term.kind === "value") return term.value;
  if (term.kind === "if_not_exists") return valueAt(before, term.path) ?? compute(term.otherwise, before);
  if (term.kind === "path") {
    const value = valueAt(before, term.path);
    if (!value) throw invalid("The provided expression refers to an attribute that does not exist in the item");
    return value;
  }
  const left = compute(term.left, before);
  const right = compute(term.right, before);
  if (term.kind === "list_append") {
    if (!("L" in left && "L" in right)) throw wrongType();
    return { L: [...left.L, ...right.L] };
  }
  if (!("N" in left && "N" in right)) throw wrongType();
  return { N: addNumbers(left.N, right.N, term.kind === "+" ? 1 : -1) };
};

const added = (present: AttributeValue | undefined, value: AttributeValue): AttributeValue => {
  if (!present) return value;
  if ("N" in present && "N" in value) return { N: addNumbers(present.N, value.N) };
  const [members, more] = setsOf(present, value);
  return setOf(present, [...new Set([...members, ...more])]);
};

const without = (present: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined => {
  if (!present) return undefined;
  const [members, fewer] = setsOf(present, value);
  const left = members.filter((member) => !fewer.includes(member));
  return left.length > 0 ? setOf(present, left) : undefined;
};

const setsOf = (present: AttributeValue, value: AttributeValue): [string[], string[]] => {
  const members = membersOf(present);
  const others = membersOf(value);
  if (!members || !others || kindOf(present) !== kindOf(value)) throw wrongType();
  return [members, others];
};

const setOf = (like: AttributeValue, members: string[]): AttributeValue =>
  ({ [kindOf(like)]: members }) as AttributeValue;

/** Puts a value at the path or removes what is there, copying what lies above it. */
const place = (
  item: Item,
  [head, ...rest]: Path,
  value: AttributeValue | undefined,
  lists: Set<AttributeValue[]>,
): void => {
  const last = rest.pop();
  if (last === undefined) {
    if (value) item[head] = value;
    else delete item[head];
    return;
  }
  let parent = openAt(item, head, lists);
  for (const step of rest) parent = openChild(parent, step, lists);
  if (typeof last === "number") placeInList(parent, last, value);
  else placeInMap(parent, last, value);
};

const openAt = (item: Item, name: string, lists: Set<AttributeValue[]>): AttributeValue => {
  const opened = copyOf(childOf({ M: item }, name), lists);
  item[name] = opened;
  return opened;
};

const openChild = (parent: AttributeValue, step: string | number, lists: Set<AttributeValue[]>): AttributeValue => {
  const opened = copyOf(childOf(parent, step), lists);
  if ("M" in parent) parent.M[step] = opened;
  else if ("L" in parent) parent.L[Number(step)] = opened;
  return opened;
};

const copyOf = (value: AttributeValue | undefined, lists: Set<AttributeValue[]>): AttributeValue => {
  if (value && "M" in value) return { M: copyItem(value.M) };
  if (!value || !("L" in value)) throw wrongPath();
  if (lists.has(value.L)) return value;
  const copy = [...value.L];
  lists.add(copy);
  return { L: copy };
};

const placeInMap = (parent: AttributeValue, name: string, value: AttributeValue | undefined): void => {
  if (!("M" in parent)) throw wrongPath();
  if (value) parent.M[name] = value;
  else delete parent.M[name];
};

const placeInList = (parent: AttributeValue, index: number, value: AttributeValue | undefined): void => {
  if (!("L" in parent)) throw wrongPath();
  if (value) parent.L[index] = value;
  else if (index < parent.L.length) delete parent.L[index];
};

/** List elements keep their places until all actions are done; then the gaps close. */
const closeRanks = (list: AttributeValue[]): void => {
  const present = Object.values(list);
  list.length = 0;
  for (const element of present) list.push(element);
};
