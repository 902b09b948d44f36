import type { DayRow } from "../../../../src/contracts/admin-api/dashboard.ts";

const series = [
  { id: "encrypt", label: "Encrypted", of: ["encrypt"] },
  { id: "send", label: "Unencrypted", of: ["send", "to-operator"] },
  { id: "hold", label: "Held", of: ["hold"] },
  { id: "stopped", label: "Returned or discarded", of: ["return", "discard"] },
] as const;

const wide = 700;
const high = 180;
const left = 44;
const foot = 24;

/** Recipients a day, stacked by what was decided; the same numbers follow as a table for who cannot see it. */
export function DayChart({ days }: { days: readonly DayRow[] }) {
  const rows = days.map((day) => ({ day: day.day, values: series.map(({ of }) => sumOf(day, of)) }));
  const top = niceTop(Math.max(...rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0))));
  return (
    <figure className="figure">
      <svg className="chart" viewBox={`0 0 ${wide} ${high + foot}`} aria-hidden="true">
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={left} x2={wide} y1={yOf(part)} y2={yOf(part)} />
            <text x={left - 8} y={yOf(part) + 4} textAnchor="end">
              {Math.round(top * part)}
            </text>
          </g>
        ))}
        {rows.map((row, index) => (
          <Bar key={row.day} row={row} index={index} top={top} count={rows.length} />
        ))}
      </svg>
      <ul className="legend" aria-hidden="true">
        {series.map(({ id, label }) => (
          <li key={id}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <rect width="12" height="12" rx="3" className={`series-${id}`} />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <table className="unseen">
        <caption>Recipients a day by decision</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {series.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ day, values }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {values.map((value, index) => (
                <td key={series[index]?.id}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

type BarProps = {
  row: { readonly day: string; readonly values: readonly number[] };
  index: number;
  top: number;
  count: number;
};

function Bar({ row: { day, values }, index, top, count }: BarProps) {
  const step = (wide - left) / count;
  const x = left + step * index + step * 0.22;
  let below = 0;
  return (
    <g>
      {values.map((value, at) => {
        const y = yOf((below + value) / top);
        const height = yOf(below / top) - y;
        below += value;
        const id = series[at]?.id;
        return value === 0 ? null : (
          <rect key={id} x={x} y={y} width={step * 0.56} height={height} className={`series-${id}`} />
        );
      })}
      <text x={x + step * 0.28} y={high + foot - 6} textAnchor="middle">
        {labelOf(day)}
      </text>
    </g>
  );
}

function yOf(part: number): number {
  return 8 + (high - 8) * (1 - part);
}

function sumOf({ dispositions }: DayRow, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (dispositions[name] ?? 0), 0);
}

/** A round number, and even. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return Math.max(2, [1, 2, 3, 4, 6, 8, 10].map((step) => step * power).find((step) => step >= most) ?? most);
}

function labelOf(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", timeZone: "UTC" }).format(new Date(day));
}
