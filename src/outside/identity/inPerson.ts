import type { IdentityCheck } from './identityCheck.ts';

/** Local: asks nobody. Registration goes on, and the institution confirms identity in person before it agrees. */
export const identityInPerson: IdentityCheck = {
  name: 'in-person',
  local: true,
  reason: '未接入实名核验服务，身份由执业机构当面核对证件原件确认',
  async check() {
    return 'unavailable';
  },
};
