/** What the 电子证照标识 of one version of one licence is made of (GB/T 36904, 一体化政务服务平台电子证照标准附录A). */
export interface LicenceIdentity {
  /** 证照类型代码: 统一社会信用代码 of whoever issued the type (18), and three digits. */
  readonly typeCode: string;
  /** 颁发机构: its 统一社会信用代码, or its 行政区划代码 where that is not known. */
  readonly issuer: string;
  readonly serial: string;
  /** From 1 to 999; another version takes the place of the one before. */
  readonly version: number;
}

/** 电子证照 under the object identifiers of 国家电子证照. */
const root = '1.2.156.3005.2';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const modulus = alphabet.length;
const partPattern = /^[0-9A-Z]+$/;
const typeCodePattern = /^[0-9A-Z]{21}$/;
const lastVersion = 999;

/** The identifier with its check character. @throws RangeError for what is no part of one */
export function licenceIdentifier({ typeCode, issuer, serial, version }: LicenceIdentity): string {
  if (!Number.isInteger(version) || version < 1 || version > lastVersion) {
    throw new RangeError(`version ${version} of a licence cannot be written in three digits`);
  }
  if (!typeCodePattern.test(typeCode)) throw new RangeError(`${typeCode} is no type of certificate`);
  const parts = [typeCode, issuer, serial, String(version).padStart(3, '0')];
  const wrong = parts.find((part) => !partPattern.test(part));
  if (wrong !== undefined) throw new RangeError(`${wrong} is no part of a certificate identifier`);
  return `${root}.${parts.join('.')}.${checkCharacter(parts.join(''))}`;
}

/** Is it written as one, and is its check character right? */
export function isLicenceIdentifier(text: string): boolean {
  if (!text.startsWith(`${root}.`)) return false;
  const parts = text.slice(root.length + 1).split('.');
  const [typeCode = '', issuer = '', serial = '', version = '', check = ''] = parts;
  if (parts.length !== 5 || !typeCodePattern.test(typeCode) || !/^\d{3}$/.test(version)) return false;
  if (!partPattern.test(issuer) || !partPattern.test(serial)) return false;
  return check === checkCharacter(typeCode + issuer + serial + version);
}

/** ISO 7064 MOD 37,36 (GB/T 17710): finds every wrong character, and of two neighbours that have changed places all but one pair of 630. */
export function checkCharacter(text: string): string {
  let product = modulus;
  for (const character of text) {
    const sum = (product + alphabet.indexOf(character)) % modulus;
    product = ((sum === 0 ? modulus : sum) * 2) % (modulus + 1);
  }
  return alphabet.charAt((modulus + 1 - product) % modulus);
}
