/** Where somebody wanted to go before they signed in, if that lies at their own end; a foreign address is never followed. */
export function localNext(next: string, end: '/person' | '/institution' | '/authority'): string | undefined {
  if (!next.startsWith('/') || !URL.canParse(next, 'http://here')) return undefined;
  // Read as a browser reads it: backslashes, dots and line breaks are resolved before the address is judged.
  const { origin, pathname, search } = new URL(next, 'http://here');
  const belongs = origin === 'http://here' && (pathname === end || pathname.startsWith(`${end}/`));
  return belongs && !/\/sign-(in|out)$/.test(pathname) ? pathname + search : undefined;
}
