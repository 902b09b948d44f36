import type { Effect, OutboxItem } from "../../tracking/outbox.ts";
import type { EffectPorts } from "../ports.ts";

/** The effect of one kind. */
export type EffectOf<Kind extends Effect["kind"]> = Extract<Effect, { kind: Kind }>;

/** An outbox item that was taken for sending. `repeated`: an earlier attempt may have left already. */
export type Taken = Pick<OutboxItem, "id" | "attempts"> & { readonly repeated: boolean };

/** What came of an effect: a mail was handed over, or there was nothing (more) to send. */
export type Carried = { readonly deliveryId: string } | null;

/** Carries out one kind of effect; `giveUp` settles what it would have done when every try has failed. */
export type EffectHandler<Kind extends Effect["kind"]> = {
  carryOut(ports: EffectPorts, effect: EffectOf<Kind>, taken: Taken): Promise<Carried>;
  giveUp?(ports: EffectPorts, effect: EffectOf<Kind>, words: string): Promise<void>;
};
