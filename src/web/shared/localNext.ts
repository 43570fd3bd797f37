/** Where somebody wanted to go before they signed in, if that lies at their own end; a foreign address is never followed. */
export function localNext(next: string, end: '/person' | '/institution' | '/authority'): string | undefined {
  if (!next.startsWith('/') || !URL.canParse(next, 'http://here')) return undefined;
  // Read as a browser reads it: backslashes, dots and line breaks are resolved before the address is judged.
  const { origin, pathname, search } = new URL(next, 'http://here');
  const belongs = origin === 'http://here' && (pathname === end || pathname.startsWith(`${end}/`));
  return belongs && !/\/sign-(in|out)$/.test(pathname) ? pathname + search : undefined;
}

/** Words somebody typed into an address to search by; the forms of this program put none there. */
const typedWords = ['q', 'name', 'licenceNo', 'institution'];

/** An address as it may stand in another one, on the way through 登录: without a name somebody searched for. */
export function withoutWords(address: string): string {
  const [path = '', query] = address.split('?', 2);
  if (query === undefined) return path;
  const kept = [...new URLSearchParams(query)].filter(([key]) => !typedWords.includes(key));
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept).toString()}`;
}
