/** The address behind a BATV or SRS rewritten envelope sender. */
export function canonicalSender(address: string): string {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(0, at));
  const domain = address.slice(at + 1);
  const batv = /^prvs=[^=]{1,40}=(.+)$/i.exec(local) ?? /^btv1==[^=]{1,40}==(.+)$/i.exec(local);
  if (batv !== null) return `${batv[1]}@${domain}`;
  const srs = /^srs0[=+-][^=]{1,40}=[^=]{1,10}=([^=]+)=(.+)$/i.exec(local);
  if (srs !== null) return `${srs[2]}@${srs[1]}`;
  const srs1 = /^srs1[=+-][^=]{1,40}=[^=]+==[^=]{1,40}=[^=]{1,10}=([^=]+)=(.+)$/i.exec(local);
  return srs1 === null ? address : `${srs1[2]}@${srs1[1]}`;
}
