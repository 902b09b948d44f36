import type { z } from "zod";

/** A change that a policy makes to the message. */
export type Modifier = {
  readonly type: string;
  readonly label: string;
  readonly settings: z.ZodType;
  /** The changed message; the same buffer where nothing changes. */
  edit(raw: Buffer, settings: unknown): Buffer;
  /** The change in plain words. */
  sentence(settings: unknown): string;
};

/** Declares a modifier. */
export function defineModifier<S>(modifier: {
  type: string;
  label: string;
  settings: z.ZodType<S>;
  edit(raw: Buffer, settings: S): Buffer;
  sentence(settings: S): string;
}): Modifier {
  return {
    ...modifier,
    edit: (raw, settings) => modifier.edit(raw, settings as S),
    sentence: (settings) => modifier.sentence(settings as S),
  };
}
