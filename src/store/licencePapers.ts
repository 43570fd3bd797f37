import { statement } from './database.ts';
import { type FacedRow, facedColumns, facedTables } from './licences.ts';

/** A registration with everything its licence says on paper, front and back. */
export interface PaperRow extends FacedRow {
  readonly version: number;
  /** 统一社会信用代码 of the issuing authority, or its region code where that is not known. */
  readonly authorityCode: string;
  readonly photoKey: string | null;
  readonly changes: readonly PaperChange[];
  readonly sites: readonly PaperSite[];
}

/** Events that belong on the back. Penalties stay off the paper: whoever checks it is told how the registration stands now. */
export const paperChanges = [
  'registered',
  'mainInstitutionChanged',
  'corrected',
  'madeInactive',
  'reactivated',
] as const;

export interface PaperChange {
  readonly type: (typeof paperChanges)[number];
  readonly on: string;
  readonly institution: string | null;
  readonly authority: string | null;
}

export interface PaperSite {
  readonly institution: string;
  readonly authority: string;
  readonly from: string;
  readonly until: string;
  readonly endedOn: string | null;
}

export const findPaperRows = statement<PaperRow, readonly [entryIds: readonly string[]]>(
  'licencePaper.rows',
  `SELECT ${facedColumns}, e.version, coalesce(u.credit_code, u.region_code) AS "authorityCode", h.key AS "photoKey",
     (SELECT coalesce(json_agg(json_build_object('type', v.type, 'on', v.effective_on, 'institution', vi.name, 'authority', vu.name) ORDER BY v.seq), '[]')
      FROM register_event v LEFT JOIN institution vi ON vi.id = (v.event ->> 'institutionId')::uuid
      LEFT JOIN authority vu ON vu.id = (v.event ->> 'authorityId')::uuid
      WHERE v.entry_id = e.id AND v.type IN ('${paperChanges.join("', '")}')) AS changes,
     (SELECT coalesce(json_agg(json_build_object('institution', si.name, 'authority', su.name, 'from', s.starts_on, 'until', s.ends_on,
        'endedOn', s.ended_on) ORDER BY s.starts_on, s.id), '[]')
      FROM register_site s JOIN institution si ON si.id = s.institution_id JOIN authority su ON su.id = s.authority_id
      WHERE s.entry_id = e.id) AS sites
   FROM ${facedTables} LEFT JOIN photo h ON h.id = e.photo_id
   WHERE e.id = ANY ($1::uuid[])`,
);
