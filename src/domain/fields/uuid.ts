/** Whether this can be the id of a record; anything else is answered like an unknown one instead of troubling the database. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}
