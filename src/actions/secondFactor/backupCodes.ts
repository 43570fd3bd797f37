import { createHmac, randomInt } from 'node:crypto';
import type { Queryable } from '../../store/database.ts';
import { deleteBackupCodes, insertBackupCodes } from '../../store/secondFactors.ts';
import type { Services } from '../services.ts';

const count = 10;
const digits = 12;

/** 备用码: digits only, so that the field for 动态验证码 takes them too; told apart by their length. */
export const backupCodePattern = new RegExp(`^\\d{${digits}}$`);

/** Ten new ones, which replace all old ones; told once, here, in groups of four. */
export async function replaceBackupCodes(services: Services, tx: Queryable, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: count }, () => String(randomInt(10 ** digits)).padStart(digits, '0'));
  await tx.rows(deleteBackupCodes, accountId);
  await tx.rows(
    insertBackupCodes,
    accountId,
    codes.map((code) => hashBackupCode(services, accountId, code)),
  );
  return codes.map((code) => code.replace(/(\d{4})(?=\d)/g, '$1 '));
}

export function hashBackupCode({ secret }: Services, accountId: string, code: string): Buffer {
  return createHmac('sha256', secret).update(`backup code ${accountId}\n${code}`).digest();
}
