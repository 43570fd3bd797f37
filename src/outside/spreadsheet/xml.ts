import { SaxesParser } from 'saxes';
import { SpreadsheetError } from './spreadsheetError.ts';

/** What a part of a workbook consists of; names without their namespace prefix, which programs choose as they like. */
export type XmlEvent =
  | { readonly type: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'close'; readonly name: string };

/**
 * The elements and texts of an XML part as they come, in handfuls (one by one they would cost a promise each). A document type is refused: no spreadsheet has one, and it is how
 * entities are made to explode. Bytes are decoded as one stream, so no character is cut where two chunks meet.
 */
export async function* readXml(bytes: AsyncIterable<Buffer>): AsyncGenerator<readonly XmlEvent[]> {
  const events: XmlEvent[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => events.push({ type: 'open', name: local(name), attributes }));
  parser.on('text', (text) => events.push({ type: 'text', text }));
  parser.on('cdata', (text) => events.push({ type: 'text', text }));
  parser.on('closetag', ({ name }) => events.push({ type: 'close', name: local(name) }));
  parser.on('doctype', refuse);
  parser.on('error', refuse);
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield events.splice(0);
  }
  parser.write(decoder.decode()).close();
  yield events.splice(0);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function refuse(): never {
  throw new SpreadsheetError('import.unreadable');
}
