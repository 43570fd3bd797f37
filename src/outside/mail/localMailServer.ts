import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export interface MailConduct {
  /** Instead of `250` at RCPT TO. */
  readonly recipientReply?: string;
  readonly refuseLogin?: boolean;
  /** Accepts the connection and says nothing. */
  readonly mute?: boolean;
}

export interface LocalMailServer {
  readonly port: number;
  readonly commands: readonly string[];
  /** Each letter as it came, line by line. */
  readonly letters: readonly (readonly string[])[];
  close(): void;
}

/** A mail server on this machine for tests, as small as RFC 5321 allows: keeps what it is given. */
export async function startLocalMailServer(conduct: MailConduct = {}): Promise<LocalMailServer> {
  const commands: string[] = [];
  const letters: string[][] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    if (conduct.mute) return;
    socket.write('220 local\r\n');
    const reply = conversation(conduct, commands, letters);
    createInterface({ input: socket }).on('line', (line) => {
      const answer = reply(line);
      if (answer !== undefined) socket.write(`${answer}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { port: address.port, commands, letters, close: () => server.close() };
}

/** What one sender is answered, line by line; undefined while a letter is being read. */
function conversation({ refuseLogin, recipientReply }: MailConduct, commands: string[], letters: string[][]) {
  let letter: string[] | undefined;
  return (line: string): string | undefined => {
    if (letter !== undefined) {
      if (line !== '.') {
        letter.push(line);
        return undefined;
      }
      letters.push(letter);
      letter = undefined;
      return '250 kept';
    }
    commands.push(line);
    const verb = line.split(' ', 1)[0]?.toUpperCase();
    if (verb === 'EHLO') return '250-local\r\n250 AUTH PLAIN';
    if (verb === 'AUTH') return refuseLogin ? '535 no' : '235 yes';
    if (verb === 'RCPT') return recipientReply ?? '250 ok';
    if (verb === 'QUIT') return '221 bye';
    if (verb === 'DATA') letter = [];
    return letter === undefined ? '250 ok' : '354 go on';
  };
}

/** To whom a letter is, and what it says. */
export function readLetter(lines: readonly string[]): { to: string; text: string } {
  const gap = lines.indexOf('');
  const head = lines.slice(0, gap).join('\n');
  const body = lines.slice(gap + 1).join('\n');
  const to = /^To: (.*)$/m.exec(head)?.[1] ?? '';
  const coded = /^Content-Transfer-Encoding: base64$/im.test(head);
  return { to, text: coded ? Buffer.from(body, 'base64').toString('utf8').trim() : body };
}
