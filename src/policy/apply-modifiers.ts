import type { ModifierNode } from "../contracts/policies.ts";
import { modifierOf } from "./modifiers/index.ts";

/** Applies a verdict's modifiers to the message, one after the other. */
export function applyModifiers(raw: Buffer, nodes: readonly ModifierNode[]): Buffer {
  return nodes.reduce((current, { type, settings }) => modifierOf(type)?.edit(current, settings) ?? current, raw);
}

/** The modifiers that change the message itself. */
export function editingModifiers(nodes: readonly ModifierNode[]): ModifierNode[] {
  return nodes.filter(({ type }) => modifierOf(type)?.edits);
}
