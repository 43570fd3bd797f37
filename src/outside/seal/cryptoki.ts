import type { KoffiFunc } from 'koffi';

/** The few functions of a PKCS#11 module (Cryptoki 2.40) that signing takes, for machines with 64 bits that are no Windows. */
export interface Cryptoki {
  /** Handles of the slots that hold a token, with the token's label. */
  slots(): { slot: bigint; label: string }[];
  openSession(slot: bigint): bigint;
  closeSession(session: bigint): void;
  login(session: bigint, pin: string): void;
  find(session: bigint, wanted: readonly Attribute[]): bigint[];
  read(session: bigint, object: bigint, type: number): Buffer;
  /** One signature; calls must not overlap. It runs beside the main thread: a module in the network takes its time. */
  sign(session: bigint, key: bigint, mechanism: number, data: Buffer): Promise<Buffer>;
  close(): void;
}

export interface Attribute {
  readonly type: number;
  readonly value: Buffer;
}

/** CK_… numbers of the standard. */
export const ck = {
  privateKey: 3n,
  certificate: 1n,
  class: 0x0,
  label: 0x3,
  value: 0x11,
  id: 0x102,
  rsaPkcs: 0x1,
  ecdsa: 0x1041,
} as const;

const alreadyThere: readonly number[] = [0x191, 0x100];

/** The module answered with an error (CKR_…). */
export class CryptokiError extends Error {
  override readonly name = 'CryptokiError';
  readonly code: number;

  constructor(call: string, code: number) {
    super(`${call} answered 0x${code.toString(16)}`);
    this.code = code;
  }
}

type Returns = KoffiFunc<(...args: unknown[]) => number>;

/** Loads a module. The library that calls it is optional: where it could not be installed there is no PKCS#11. */
export async function loadCryptoki(path: string): Promise<Cryptoki> {
  const { default: koffi } = await import('koffi');
  const library = koffi.load(path);
  const functionOf = (name: string, args: string[]): Returns => library.func(name, 'ulong', args) as unknown as Returns;
  const check = (name: string, code: number) => {
    if (Number(code) !== 0) throw new CryptokiError(name, Number(code));
  };
  const bind = (name: string, ...args: string[]) => {
    const call = functionOf(name, args);
    return (...values: unknown[]) => check(name, call(...values));
  };
  const initialize = functionOf('C_Initialize', ['void *']);
  const getSlotList = bind('C_GetSlotList', 'uchar', 'void *', 'void *');
  const getTokenInfo = bind('C_GetTokenInfo', 'ulong', 'void *');
  const openSession = bind('C_OpenSession', 'ulong', 'ulong', 'void *', 'void *', 'void *');
  const closeSession = bind('C_CloseSession', 'ulong');
  const login = functionOf('C_Login', ['ulong', 'ulong', 'void *', 'ulong']);
  const findInit = bind('C_FindObjectsInit', 'ulong', 'void *', 'ulong');
  const findNext = bind('C_FindObjects', 'ulong', 'void *', 'ulong', 'void *');
  const findFinal = bind('C_FindObjectsFinal', 'ulong');
  const getAttribute = bind('C_GetAttributeValue', 'ulong', 'ulong', 'void *', 'ulong');
  const signInit = bind('C_SignInit', 'ulong', 'void *', 'ulong');
  const signing = functionOf('C_Sign', ['ulong', 'void *', 'ulong', 'void *', 'void *']);
  const sign = (...values: unknown[]) =>
    new Promise<number>((resolve, reject) =>
      signing.async(...values, (error: unknown, code: number) => (error === null ? resolve(code) : reject(error))),
    );
  const finalize = functionOf('C_Finalize', ['void *']);

  const attributes = (wanted: readonly Attribute[]) =>
    Buffer.concat(
      wanted.map(({ type, value }) =>
        words(BigInt(type), value.length === 0 ? 0n : koffi.address(value), BigInt(value.length)),
      ),
    );

  const begun = Number(initialize(null));
  if (!alreadyThere.includes(begun)) check('C_Initialize', begun);
  return {
    slots() {
      const count = words(0n);
      getSlotList(1, null, count);
      const list = Buffer.alloc(8 * Number(count.readBigUInt64LE()));
      if (list.length === 0) return [];
      getSlotList(1, list, count);
      return Array.from({ length: list.length / 8 }, (_, i) => {
        const slot = list.readBigUInt64LE(i * 8);
        const info = Buffer.alloc(512);
        getTokenInfo(slot, info);
        return { slot, label: info.subarray(0, 32).toString('utf8').trimEnd() };
      });
    },
    openSession(slot) {
      const session = words(0n);
      // CKF_SERIAL_SESSION
      openSession(slot, 4, null, null, session);
      return session.readBigUInt64LE();
    },
    closeSession: (session) => closeSession(session),
    login(session, pin) {
      const typed = Buffer.from(pin);
      const code = Number(login(session, 1, typed, typed.length));
      if (!alreadyThere.includes(code)) check('C_Login', code);
    },
    find(session, wanted) {
      findInit(session, attributes(wanted), wanted.length);
      try {
        const [list, count] = [Buffer.alloc(8 * 16), words(0n)];
        findNext(session, list, 16, count);
        return Array.from({ length: Number(count.readBigUInt64LE()) }, (_, i) => list.readBigUInt64LE(i * 8));
      } finally {
        findFinal(session);
      }
    },
    read(session, object, type) {
      const value = Buffer.alloc(16 * 1024);
      const asked = attributes([{ type, value }]);
      getAttribute(session, object, asked, 1);
      return Buffer.from(value.subarray(0, Number(asked.readBigUInt64LE(16))));
    },
    async sign(session, key, mechanism, data) {
      signInit(session, words(BigInt(mechanism), 0n, 0n), key);
      const [signature, length] = [Buffer.alloc(1024), words(1024n)];
      check('C_Sign', Number(await sign(session, data, data.length, signature, length)));
      return Buffer.from(signature.subarray(0, Number(length.readBigUInt64LE())));
    },
    close() {
      finalize(null);
    },
  };
}

/** CK_ULONGs and pointers one after the other, as they lie in the structures of the standard. */
function words(...values: readonly bigint[]): Buffer {
  const buffer = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) buffer.writeBigUInt64LE(value, i * 8);
  return buffer;
}
