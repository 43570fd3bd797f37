import { maskIdNumber } from '../../domain/fields/identity.ts';
import { maskMiddle } from '../../domain/fields/mask.ts';
import type { Facts } from '../../domain/procedure/facts.ts';

/** Facts for a screen: the ID number and the certificate number, which contains it, show only their ends. */
export function maskFacts(facts: Facts): Facts {
  const { physician, qualification } = facts;
  return {
    ...facts,
    physician: { ...physician, idNumber: maskIdNumber(physician.idNumber) },
    qualification:
      qualification === null
        ? null
        : { ...qualification, certificateNo: maskMiddle(qualification.certificateNo, 4, 4) },
  };
}
