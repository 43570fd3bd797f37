import { type ComponentChildren, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { renderPage } from './render.ts';

/** Only an element can produce this text: what people type is escaped, so it cannot stand in a page by chance. */
const slot = 'content-slot';

/**
 * For pages asked for thousands of times a second whose frame never changes: the frame is rendered once, and then only what
 * stands in it. `frame` must not show anything of the request.
 */
export function fixedFrame(frame: (content: ComponentChildren) => VNode): (content: VNode) => string {
  const [before = '', after = '', ...more] = renderPage(frame(h(slot, null))).split(`<${slot}></${slot}>`);
  if (after === '' || more.length > 0) throw new Error('a frame holds its content once');
  return (content) => before + renderToString(content) + after;
}
