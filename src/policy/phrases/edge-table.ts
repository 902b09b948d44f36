/** Edges of a trie by parent and symbol: a hash in one flat array. */
export class EdgeTable {
  readonly parent: Int32Array;
  readonly symbol: Uint16Array;
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** `parent` and `symbol` say for every state by which edge it is reached. */
  constructor(parent: Int32Array, symbol: Uint16Array) {
    this.parent = parent;
    this.symbol = symbol;
    const size = 2 ** Math.ceil(Math.log2(parent.length * 2 + 2));
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
  }

  /** Enters the edge that leads to a state. */
  add(state: number): void {
    let slot = this.#slotOf(this.parent[state] as number, this.symbol[state] as number);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot] = state;
  }

  /** The state that an edge leads to; 0 where there is no such edge. */
  find(parent: number, symbol: number): number {
    let slot = this.#slotOf(parent, symbol);
    for (;;) {
      const state = this.#slots[slot] as number;
      if (state === 0 || (this.parent[state] === parent && this.symbol[state] === symbol)) return state;
      slot = (slot + 1) & this.#mask;
    }
  }

  #slotOf(parent: number, symbol: number): number {
    const mixed = Math.imul(parent ^ Math.imul(symbol, 0x9e3779b1), 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }
}
