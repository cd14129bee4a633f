/** Whether a text is an IPv4 address in the only form that Envoy reads: four decimal numbers. */
export function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** Whether a text is an IPv6 address, without zone and brackets. */
export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const tail = isIpv4(last) && !text.endsWith('::') ? 1 : 0;
  const hex = tail ? groups.slice(0, -1) : groups;
  const count = hex.length + tail * 2;
  return hex.every((group) => /^[\da-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}

/** Whether a text is an IP address of either family. */
export function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}
