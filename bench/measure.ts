/** Something whose CPU time is compared. */
export type Contender = {
  run(): unknown;
  /** CPU milliseconds used so far by what does the work; without it, this process with all its threads. */
  cpu?(): number;
};

const WARM_UP = 1_000;

/** CPU milliseconds of this process, all threads. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/**
 * CPU milliseconds of one run of each contender: the median of several rounds, in each of which all contenders take
 * their turn, often enough to be measured.
 */
export async function compare(
  contenders: readonly Contender[],
  { rounds = 5, milliseconds = 150 }: { rounds?: number; milliseconds?: number } = {},
): Promise<number[]> {
  const counts: number[] = [];
  for (const contender of contenders) await warmUp(contender);
  for (const contender of contenders) counts.push(await timesFor(contender, milliseconds));
  const times: number[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const count = counts[index] as number;
      times[index]?.push((await cpuOf(contender, count)) / count);
    }
  }
  return times.map(median);
}

/** Runs often enough for the engine to have compiled what is hot. */
async function warmUp({ run, cpu = ownCpu }: Contender): Promise<void> {
  const before = cpu();
  for (let count = 0; count < 3 || (cpu() - before < WARM_UP && count < 2_000); count += 1) await run();
}

/** CPU milliseconds of so many runs. A forced collection would throw away compiled regular expressions: none is made. */
async function cpuOf({ run, cpu = ownCpu }: Contender, count: number): Promise<number> {
  const before = cpu();
  for (let index = 0; index < count; index += 1) await run();
  return cpu() - before;
}

/** How many runs take so long. */
async function timesFor(contender: Contender, milliseconds: number): Promise<number> {
  for (let count = 1; ; count *= 2) {
    const took = await cpuOf(contender, count);
    if (took >= milliseconds / 2 || count >= 65_536)
      return Math.max(1, Math.ceil((count * milliseconds) / Math.max(took, 1)));
  }
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The geometric mean. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Milliseconds for a table. */
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}
