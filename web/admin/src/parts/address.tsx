/** A mail address that may be broken before its @, and nowhere else if it fits. */
export function Address({ of }: { of: string }) {
  const at = of.lastIndexOf("@");
  if (at < 0) return <bdi>{of}</bdi>;
  return (
    <bdi>
      {of.slice(0, at)}
      <wbr />
      {of.slice(at)}
    </bdi>
  );
}
