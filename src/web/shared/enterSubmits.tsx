/**
 * A browser answers Enter with the first button of a form, and in a form with a picture code that is 看不清,换一张. This one
 * stands before the fields and is the main button once more, seen by nobody.
 */
export function EnterSubmits() {
  return <button type="submit" hidden />;
}
