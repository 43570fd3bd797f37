import { fixedKeyRing } from '../../src/store/keyRing.ts';

const secrets = ['1d', '5e', '0a'].map((byte) => byte.repeat(32));

/** The keys with which the databases of tests are sealed, as the program and as its setting DATA_KEYS take them. */
export const testKeys = fixedKeyRing(secrets);
export const testDataKeys = secrets.join(',');
