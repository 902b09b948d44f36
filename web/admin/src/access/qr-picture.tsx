/** A QR code from its rows, dark on white in every colour scheme so that cameras read it. */
export function QrPicture({ rows, label }: { rows: readonly string[]; label: string }) {
  const size = rows.length;
  const path = rows.flatMap((row, y) => [...row].flatMap((cell, x) => (cell === "#" ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path.join("")} fill="#000" />
    </svg>
  );
}
