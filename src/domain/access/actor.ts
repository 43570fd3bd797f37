/** Who acts. Rights are read from the database on each request, never from the session. */
export type Actor =
  | { readonly end: 'public' }
  | { readonly end: 'person'; readonly accountId: string; readonly name: string; readonly physicianId: string | null }
  | {
      readonly end: 'institution';
      readonly accountId: string;
      readonly name: string;
      readonly role: InstitutionRole;
      readonly institutionId: string;
      readonly organisation: string;
      /** Null while they have not registered it (本人账号). */
      readonly idNumber: string | null;
      /** Further accounts of staff of the same human being, known by the same number. */
      readonly otherAccounts: readonly string[];
    }
  | {
      readonly end: 'authority';
      readonly accountId: string;
      readonly name: string;
      readonly role: AuthorityRole;
      readonly authorityId: string;
      readonly organisation: string;
      /** Codes from the province down to this authority: `A330000/A330100/A330102`. Its files begin with it. */
      readonly path: string;
      readonly provinceCode: string;
      readonly regionCode: string;
      readonly consents: boolean;
      readonly idNumber: string | null;
      readonly otherAccounts: readonly string[];
    };

export type PersonActor = Extract<Actor, { end: 'person' }>;
export type InstitutionActor = Extract<Actor, { end: 'institution' }>;
export type AuthorityActor = Extract<Actor, { end: 'authority' }>;
/** Somebody of staff, at either desk. */
export type DeskActor = InstitutionActor | AuthorityActor;
export type SignedIn = Exclude<Actor, { end: 'public' }>;

/** 经办人 reviews; 机构管理员 reviews and keeps the staff. */
export const institutionRoles = { clerk: '经办人', administrator: '机构管理员' } as const;
export type InstitutionRole = keyof typeof institutionRoles;

/** 经办人 accepts and asks; 审批人 also decides; 管理员 keeps staff and imports, and decides nothing; 审计员 only reads. */
export const authorityRoles = {
  officer: '经办人',
  decider: '审批人',
  administrator: '管理员',
  auditor: '审计员',
} as const;
export type AuthorityRole = keyof typeof authorityRoles;
