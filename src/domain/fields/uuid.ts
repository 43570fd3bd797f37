const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text from an address or a form can be an id at all; PostgreSQL answers a fault to anything else. */
export function isUuid(text: string): boolean {
  return pattern.test(text);
}
