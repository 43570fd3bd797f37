/** The groups of an IPv6 address, zeros written out and leading zeros left out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back];
  return groups.map((group) => Number.parseInt(group, 16).toString(16));
}

/** The IPv4 address behind an address, also where it is written as IPv6; undefined for real IPv6. */
function ipv4Of(address: string): string | undefined {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? (address.includes(':') ? undefined : address);
}

/** Where somebody comes from, for counting: an IPv4 address, or the /64 an IPv6 customer has for themselves. */
export function networkOf(address: string): string {
  return ipv4Of(address) ?? groupsOf(address).slice(0, 4).join(':');
}

/** What is kept and shown of an address: enough to know one's own town and provider, too little to find a house. */
export function cutNetwork(address: string): string {
  const ipv4 = ipv4Of(address);
  if (ipv4 !== undefined) return /^\d+\.\d+\.\d+\./.exec(ipv4)?.[0].concat('*') ?? '';
  return `${groupsOf(address).slice(0, 3).join(':')}:*`;
}
