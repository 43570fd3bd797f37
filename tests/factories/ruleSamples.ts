import type { AuthorityActor, InstitutionActor, PersonActor } from '../../src/domain/access/actor.ts';
import type { Application } from '../../src/domain/procedure/application.ts';
import type { Facts, Institution } from '../../src/domain/procedure/facts.ts';
import type { Entry } from '../../src/domain/register/entry.ts';
import type { Registered } from '../../src/domain/register/events.ts';

// Samples for the tests of the rules; fictional people with well-formed numbers.

export const sampleInstitution: Institution = {
  id: 'institution-1',
  name: '青山县仁和中医诊所',
  number: '12345678943010411A1001',
  type: '中医(综合)诊所',
  regionCode: '430104',
  regionName: '岳麓区',
  provinceCode: '430000',
  provinceName: '湖南省',
  active: true,
  licenceValidUntil: '2030-12-31',
  authorityId: 'authority-1',
  authorityName: '岳麓区卫生健康局',
  consentAuthorityId: 'province-1',
  soleHead: false,
};

export const sampleEntry: Entry = {
  id: 'entry-1',
  physicianId: 'physician-1',
  qualificationId: 'qualification-1',
  provinceCode: '430000',
  status: 'practising',
  licenceNo: '354430104000001',
  mainInstitutionId: 'institution-0',
  authorityId: 'authority-0',
  techniques: '针刺',
  conditions: '腰痛病、颈椎病',
  photoId: null,
  registeredOn: '2025-03-03',
  mainSince: '2025-03-03',
  inactiveSince: null,
  suspendedUntil: null,
  endedOn: null,
  licenceClaimedOn: null,
  contact: {},
  sites: [],
};

export const sampleRegistered: Registered = {
  type: 'registered',
  entryId: 'entry-1',
  on: '2026-09-21',
  physicianId: 'physician-1',
  qualificationId: 'qualification-1',
  provinceCode: '430000',
  licenceNo: '354430104000001',
  institutionId: 'institution-1',
  authorityId: 'authority-1',
  techniques: '针刺',
  conditions: '腰痛病',
  photoId: 'photo-1',
};

export const sampleFacts: Facts = {
  physician: {
    id: 'physician-1',
    name: '张景和',
    sex: 'male',
    birthDate: '1963-05-12',
    idType: 'residentIdCard',
    idNumber: '430104196305120011',
  },
  phone: '13800000000',
  email: 'zhang@example.com',
  activated: true,
  qualification: {
    id: 'qualification-1',
    certificateNo: '202543354430104196305120011',
    issuedOn: '2026-01-05',
    provinceCode: '430000',
    provinceName: '湖南省',
    techniques: '针刺',
    conditions: '腰痛病、颈椎病',
    issuer: '湖南省中医药管理局',
    valid: true,
  },
  entries: [],
  entry: null,
  site: null,
  bars: [],
  open: [],
  institution: sampleInstitution,
  provinceNames: { '430000': '湖南省' },
  institutionNames: { 'institution-0': '青山县中医院' },
};

export const sampleApplication: Application = {
  id: 'application-1',
  kind: 'registration',
  number: 'ZC-2026-000001',
  physicianId: 'physician-1',
  accountId: 'account-1',
  entryId: null,
  subject: '430000',
  provinceCode: '430000',
  institutionId: 'institution-1',
  authorityId: 'authority-1',
  consentAuthorityId: null,
  ownInstitution: false,
  startedBy: 'applicant',
  escalatedOn: null,
  steppedInOn: null,
  state: 'draft',
  version: 1,
  stateSince: '2026-09-14T02:00:00Z',
  submittedOn: null,
  passedOn: null,
  receivedOn: null,
  acceptedOn: null,
  decidedOn: null,
  pauses: [],
  nudges: 0,
  nudgedOn: null,
  answers: { phone: '13800000000' },
  photoId: 'photo-1',
  handlings: [],
};

export const samplePerson: PersonActor = {
  end: 'person',
  accountId: 'account-1',
  name: '张景和',
  physicianId: 'physician-1',
};

export const sampleClerk: InstitutionActor = {
  end: 'institution',
  accountId: 'clerk-1',
  name: '王苓',
  role: 'clerk',
  institutionId: 'institution-1',
  organisation: '青山县仁和中医诊所',
  idNumber: null,
  otherAccounts: [],
};

export const sampleDecider: AuthorityActor = {
  end: 'authority',
  accountId: 'decider-1',
  name: '李芷',
  role: 'decider',
  authorityId: 'authority-1',
  organisation: '岳麓区卫生健康局',
  path: 'D430000/D430100/D430104',
  regionCode: '430104',
  provinceCode: '430000',
  consents: false,
  idNumber: null,
  otherAccounts: [],
};
