import { groups } from './actors.ts';
import { type Entries, each, page } from './entry.ts';
import { inEveryState, readers } from './readers.ts';

const insiders = readers.authority.names;
const provinceKeeps = each(['provinceDecider', 'provinceAdministrator'], 200);
const importers = ['administrator', 'cityAdministrator', 'provinceAdministrator'] as const;
const revealed = { field: 'idNumber', reason: 'original', words: '' };
/** Whole numbers are for those who handle the file, not for who checks them. */
const seesWhole = { ...each(insiders, 200), auditor: 422 };

/** 查看完整号码, and the lists of who has seen one. */
export const revealEntries: Entries = {
  'GET /institution/applications/:id/reveal': inEveryState('institution', '/reveal'),
  'POST /institution/applications/:id/reveal': async (world) => {
    const path = `/institution/applications/${(await world.file('atInstitution')).id}/reveal`;
    return [{ path, fields: revealed, answers: each(groups.ownInstitution, 200) }];
  },
  'GET /institution/reveals': page('/institution/reveals', each(groups.institutionHeads, 200), ['head']),
  'GET /authority/applications/:id/reveal': inEveryState('authority', '/reveal'),
  'POST /authority/applications/:id/reveal': async (world) => [
    {
      path: `/authority/applications/${(await world.file('accepted')).id}/reveal`,
      fields: revealed,
      answers: seesWhole,
    },
    { path: `/authority/applications/${world.farFile.id}/reveal`, fields: revealed, answers: {} },
  ],
  'GET /authority/register/:id/reveal': ({ files }) => [
    { path: `/authority/register/${files.approved.entryId}/reveal`, answers: each(insiders, 200) },
  ],
  'POST /authority/register/:id/reveal': async (world) => [
    {
      path: `/authority/register/${(await world.file('approved')).entryId}/reveal`,
      fields: revealed,
      answers: seesWhole,
    },
  ],
  'GET /authority/reveals': page('/authority/reveals', each([...groups.administrators, 'auditor'], 200), [
    'auditor',
    ...importers,
  ]),
  'GET /authority/corrections/:id/reveal': async (world) => [
    { path: `/authority/corrections/${await world.correction()}/reveal`, answers: provinceKeeps },
  ],
  'POST /authority/corrections/:id/reveal': async (world) => [
    { path: `/authority/corrections/${await world.correction()}/reveal`, fields: revealed, answers: provinceKeeps },
  ],
};
