import { beforeAll, describe, expect, test } from 'vitest';
import { type Statement, statements } from '../../src/store/database.ts';
import { opens, type Protection, withoutOpened } from '../../src/store/protection.ts';
import { type SealedColumn, sealedColumns, tableAndColumn } from '../../src/store/sealedColumns.ts';
import { ask } from '../setup/sealedValues.ts';
import { createTestDatabase } from '../setup/testDatabase.ts';
import { listFiles } from './sources.ts';

beforeAll(async () => {
  for (const path of listFiles('src/store/*.ts')) if (!path.endsWith('.test.ts')) await import(`../../${path}`);
});

function declared({ seals = [], rows = [], keeps = [] }: Protection = {}): Set<string> {
  const columns = [...seals.map(({ column }) => column), ...rows.flatMap((one) => Object.values(one.seals)), ...keeps];
  return new Set(columns.map((column) => tableAndColumn(column).name));
}

function indexed({ seals = [], indexes = [], rows = [] }: Protection = {}): boolean {
  const inRows = rows.some((one) => Object.keys(one.indexes ?? {}).length > 0);
  return inRows || indexes.length > 0 || seals.some(({ index }) => index !== undefined);
}

/** What is neither put there by `opened` nor asked whether it is there at all. */
function bare(text: string, name: RegExp): string[] {
  const asked = withoutOpened(text).replaceAll(/\w+_sealed IS (NOT )?NULL/g, '');
  return [...asked.matchAll(name)].map(([found]) => found);
}

function offences({ text, protection }: Statement<unknown, readonly unknown[]>): string[] {
  const says = declared(protection);
  const undeclared = bare(text, /\w+_sealed\b/g).filter((name) => !says.has(name));
  const compared = bare(text, /_index (=|<>|IN) \$?/g).filter((found) => found.endsWith('$'));
  return [...undeclared, ...(compared.length > 0 && !indexed(protection) ? ['an index without a declaration'] : [])];
}

describe('封存的列', () => {
  test('每条语句读写封存的列都有声明', () => {
    expect(statements.size).toBeGreaterThan(100);
    const found = [...statements.values()].map((one) => ({ name: one.name, offences: offences(one) }));
    expect(found.filter((one) => one.offences.length > 0)).toEqual([]);
  });

  test('没有声明的语句会被发现', () => {
    const text = 'SELECT phone_sealed FROM account WHERE phone_index = $1';
    const silent = { name: 'x', text, protection: undefined, opens: false };
    expect(offences(silent)).toEqual(['phone_sealed', 'an index without a declaration']);
  });

  test('声明的每一列语句里都有,放进语句的都会打开', () => {
    const idle = [...statements.values()].flatMap(({ name, text, protection }) =>
      [...(protection?.seals ?? []).map(({ column }) => column), ...(protection?.keeps ?? [])]
        .filter((column) => !withoutOpened(text).includes(tableAndColumn(column).name))
        .map((column) => `${name}: ${column}`),
    );
    expect(idle).toEqual([]);
    expect([...statements.values()].filter((one) => one.opens !== opens(one.text))).toEqual([]);
  });

  // The two that are asked most: a line of a queue shows no number, and the public side has no keys at all.
  test('业务列表和公众查询不打开任何封存的值', () => {
    const asked = [...statements.values()].filter(({ name }) => /^(desk|public)\./.test(name));
    expect(asked.map(({ name }) => name)).toContain('public.byLicence');
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((one) => one.opens || one.protection !== undefined).map(({ name }) => name)).toEqual([]);
  });

  test('数据库里封存的列正是登记的那些,而且只收封存的值', async () => {
    const db = await createTestDatabase();
    const columns = await ask<{ place: string; type: string }>(
      db.database,
      `SELECT c.relname || '.' || a.attname AS place, t.typname AS type FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_type t ON t.oid = a.atttypid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped
         AND (a.attname LIKE '%\\_sealed' OR t.typname = 'sealed') ORDER BY 1`,
    );
    const registered = (Object.keys(sealedColumns) as SealedColumn[]).map((column) => `${column}_sealed`).sort();
    expect(columns.map(({ place }) => place).sort()).toEqual(registered);
    expect(columns.filter(({ type }) => type !== 'sealed')).toEqual([]);
    await expect(ask(db.database, "SELECT '13912345678'::sealed")).rejects.toThrow('violates check constraint');
    await db.drop();
  });
});
