import type { FastifyReply } from 'fastify';
import type { Answer } from './shared/answer.ts';
import { renderPage } from './shared/render.ts';

/** Puts what a page answers into HTTP; `personal` is kept by nobody on the way. */
export function sendAnswer(reply: FastifyReply, answer: Answer, personal: boolean): FastifyReply {
  // Public answers too: the address of a lookup carries the name that was asked for.
  reply.header('cache-control', personal ? 'private, no-store' : 'no-store');
  switch (answer.kind) {
    case 'html':
      return reply.code(answer.status).type('text/html; charset=utf-8').send(renderPage(answer.page));
    case 'redirect':
      return reply.redirect(answer.location, 303);
    case 'bytes':
      if (answer.fileName !== null)
        reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`);
      return answer.type.startsWith('audio/') && Buffer.isBuffer(answer.body)
        ? sendRange(reply, answer.type, answer.body)
        : reply.type(answer.type).send(answer.body);
    case 'json':
      return reply.send(answer.value);
    default:
      return unknownAnswer(answer);
  }
}

/** Players ask for a sound piece by piece; some play nothing that is not answered so. */
function sendRange(reply: FastifyReply, type: string, body: Buffer): FastifyReply {
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(reply.request.headers.range ?? '') ?? [];
  reply.type(type).header('accept-ranges', 'bytes');
  const end = last === '' ? body.length - 1 : Math.min(Number(last), body.length - 1);
  if (first === '' || Number(first) > end) return reply.send(body);
  const range = `bytes ${first}-${end}/${body.length}`;
  return reply
    .code(206)
    .header('content-range', range)
    .send(body.subarray(Number(first), end + 1));
}

function unknownAnswer(answer: never): never {
  throw new Error(`unknown answer ${JSON.stringify(answer)}`);
}
