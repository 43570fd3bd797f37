import type { Facts } from '../../domain/procedure/facts.ts';
import { type RegisterEvent, siteEndings } from '../../domain/register/events.ts';
import type { NewNotice } from '../../store/acts.ts';

/** Institutions that are told what happened to the register besides the one that has the file: they lose somebody, or share them. */
export function institutionsTold(events: readonly RegisterEvent[], facts: Facts): readonly NewNotice[] {
  return events.flatMap((event) => told(event, facts));
}

function told(event: RegisterEvent, { entry, institution, physician }: Facts): NewNotice[] {
  if (entry === null) return [];
  const other = institution?.name ?? '另一家机构';
  switch (event.type) {
    case 'mainInstitutionChanged': {
      const body = `${physician.name}自${event.on}起变更注册到${other},其主要执业机构不再是贵机构。`;
      return [notice(entry.mainInstitutionId, '医师变更主要执业机构', body)];
    }
    case 'siteAdded': {
      const body = `${physician.name}已在${other}办理多执业机构备案(${event.from}至${event.until}),贵机构仍是其主要执业机构。`;
      return [notice(entry.mainInstitutionId, '医师多执业机构备案', body)];
    }
    case 'siteEnded': {
      const site = entry.sites.find(({ id }) => id === event.siteId);
      if (site === undefined) return [];
      const body = `${physician.name}在贵机构的多执业机构备案自${event.on}起终止:${siteEndings[event.why]}。`;
      return [notice(site.institutionId, '多执业机构备案终止', body)];
    }
    case 'registered':
    case 'madeInactive':
    case 'reactivated':
    case 'deregistered':
    case 'suspended':
    case 'suspensionEnded':
    case 'revoked':
    case 'annulled':
    case 'corrected':
    case 'photoUpdated':
    case 'licenceClaimed':
      return [];
    default:
      return unknownEvent(event);
  }
}

function notice(institutionId: string, title: string, body: string): NewNotice {
  return { accountId: null, institutionId, authorityId: null, title, body };
}

function unknownEvent(event: never): never {
  throw new Error(`unknown register event ${JSON.stringify(event)}`);
}
