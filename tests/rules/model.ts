// The nine businesses told a second time from the rules in words; nothing is imported from src. Days are of the Unix epoch.

import {
  type Ask,
  ending,
  type File,
  institutions,
  over,
  type Registration,
  type Role,
  roles,
  type Site,
  type Works,
  workingDayAfter,
  yearsLater,
} from './world.ts';

export class Model {
  day: number;
  readonly registrations: Registration[] = [];
  readonly files: File[] = [];
  readonly #works: Works;
  /** The office that consents to those who come from another province. */
  readonly #consentAt: string;

  constructor(day: number, works: Works, consentAt: 'countyZ' | 'provinceZ' = 'countyZ') {
    this.day = day;
    this.#works = works;
    this.#consentAt = consentAt;
  }

  registrationAt(pick: number): Registration | undefined {
    return this.registrations[pick % Math.max(1, this.registrations.length)];
  }

  liveSites(of: Registration): Site[] {
    return of.sites.filter((site) => !site.ended && site.until >= this.day);
  }

  siteAt(of: Registration, pick: number): Site | undefined {
    const live = this.liveSites(of);
    return live[pick % Math.max(1, live.length)];
  }

  /** Submits a new file; false when the rules forbid it. */
  submit(ask: Ask): boolean {
    const file = this.#asFile(ask, false);
    if (file === undefined || !this.#allowed(file, false)) return false;
    if (file.kind === 'eLicence') {
      if (file.about !== null) file.about.claimed = true;
      this.files.push({ ...file, state: 'approved' });
      return true;
    }
    this.files.push({ ...file, state: 'atInstitution' });
    return true;
  }

  /** The main institution reports somebody; what else is under way does not stand in its way, but the same kind does. */
  report(ask: Ask): boolean {
    if (ask.kind !== 'inactiveFiling' && ask.kind !== 'deregistration') return false;
    const file = this.#asFile(ask, true);
    if (file === undefined || !this.#allowed(file, true)) return false;
    this.files.push({ ...file, state: 'atAuthority' });
    return true;
  }

  /** May this role take this step now? */
  can(file: File, step: string, role: Role): boolean {
    const desk = this.#deskOf(file, step);
    if (desk === undefined || roles[role].at !== desk.at) return false;
    const who = roles[role];
    if ('decides' in who) {
      const needsDecider =
        ['approve', 'refuse', 'giveConsent', 'refuseConsent', 'stepIn'].includes(step) ||
        (step === 'askForSupplement' && file.supplements > 0);
      if (who.decides === null || (needsDecider && !who.decides)) return false;
      if (file.hands.some((hand) => hand.role === role && hand.desk !== desk.name)) return false;
    }
    if (['withdraw', 'askForSupplement', 'answerSupplement'].includes(step) && file.byInstitution) return false;
    if (!this.#inTime(file, step)) return false;
    if (step === 'approve' && !this.#allowed(file, true)) return false;
    if (step === 'passAtInstitution' && file.kind === 'photoUpdate' && !this.#allowed(file, true)) return false;
    // What is handed in again must hold today; whether it may be asked for is judged at the decision.
    if (step === 'answerSupplement' && file.kind === 'multiSiteFiling' && file.about !== null) {
      return this.#termAllowed(file, file.about);
    }
    return step !== 'submit' || this.#allowed(file, false);
  }

  /** Takes a step that may be taken. */
  take(file: File, step: string, role: Role): void {
    const desk = this.#deskOf(file, step);
    if (desk === undefined) return;
    this.#move(file, step);
    const known = file.hands.some((h) => h.role === role && h.desk === desk.name);
    if (!['applicant', 'clock'].includes(desk.name) && !known) file.hands.push({ role, desk: desk.name });
  }

  #asFile(ask: Ask, byInstitution: boolean): File | undefined {
    const about = ask.kind === 'registration' ? null : this.registrationAt(ask.pick);
    if (about === undefined) return undefined;
    const site = about === null || ask.kind !== 'multiSiteCancellation' ? null : this.siteAt(about, ask.pick);
    if (site === undefined) return undefined;
    const asks = ['registration', 'change', 'multiSiteFiling'].includes(ask.kind);
    const place = asks ? ask.place : (site?.place ?? about?.main ?? ask.place);
    return {
      kind: ask.kind,
      about,
      site,
      place,
      from: ask.from,
      until: ask.until,
      state: 'draft',
      since: this.day,
      received: this.day,
      accepted: false,
      supplements: 0,
      escalated: false,
      nudged: -1,
      byInstitution,
      hands: [],
    };
  }

  #open(but: File): File[] {
    return this.files.filter((file) => file !== but && !over.includes(file.state));
  }

  /** May this be asked for today? `decided`: judged again at a decision, when what else is under way no longer counts. */
  #allowed(file: File, decided: boolean): boolean {
    const { kind, about, place } = file;
    const open = this.#open(file);
    const province = institutions[place].province;
    if (kind === 'registration') {
      const live = this.registrations.some((each) => each.province === province && each.status !== 'deregistered');
      return !live && !open.some((each) => each.kind === kind && institutions[each.place].province === province);
    }
    if (about === null) return false;
    const mine = open.filter((each) => each.about === about);
    const stands: Record<string, string[]> = {
      change: ['practising'],
      multiSiteFiling: ['practising'],
      multiSiteCancellation: ['practising'],
      inactiveFiling: ['practising'],
      reactivation: ['inactive'],
      deregistration: ['practising', 'inactive'],
      photoUpdate: ['practising'],
      eLicence: ['practising'],
    };
    if (!(stands[kind] ?? []).includes(about.status)) return false;
    if (kind === 'eLicence') return about.photo;
    const same = (each: File) =>
      each.kind === kind &&
      (kind !== 'multiSiteFiling' || each.place === place) &&
      (kind !== 'multiSiteCancellation' || each.site === file.site);
    if (mine.some(same)) return false;
    const besides = mine.filter((each) => each.kind !== kind);
    if (!decided && (ending.includes(kind) ? besides.length > 0 : besides.some((each) => ending.includes(each.kind)))) {
      return false;
    }
    switch (kind) {
      case 'change':
        return province === about.province && place !== about.main;
      case 'multiSiteFiling':
        return province === about.province && place !== about.main && this.#termAllowed(file, about);
      case 'multiSiteCancellation':
        return file.site !== null && this.liveSites(about).includes(file.site);
      case 'reactivation':
        return about.since !== null && this.day <= yearsLater(about.since, 2);
      default:
        return ['inactiveFiling', 'deregistration', 'photoUpdate'].includes(kind);
    }
  }

  #termAllowed({ place, from, until }: File, about: Registration): boolean {
    const clash = this.liveSites(about).some(
      (site) => site.place === place && site.from <= until && from <= site.until,
    );
    return until >= from && until >= this.day && until <= yearsLater(from, 5) && !clash;
  }

  /** Whose turn it is for a step in a state; undefined where the step is not on the table. */
  #deskOf(file: File, step: string): { at: string; name: string } | undefined {
    const { authority } = institutions[file.place];
    const self = { at: 'self', name: 'applicant' };
    const here = { at: file.place, name: 'institution' };
    const office = { at: authority, name: 'authority' };
    const clock = { at: 'clock', name: 'clock' };
    const decidedThere = file.kind === 'photoUpdate';
    const consent = { at: this.#consentAt, name: 'consent' };
    const table: Record<string, Record<string, { at: string; name: string }>> = {
      atInstitution: {
        passAtInstitution: here,
        returnToApplicant: here,
        declineAtInstitution: here,
        nudge: self,
        escalate: clock,
        ...(decidedThere ? {} : { stepIn: office }),
        withdraw: self,
      },
      returned: { submit: self, withdraw: self },
      atConsent: { giveConsent: consent, refuseConsent: consent, withdraw: self },
      atAuthority: {
        accept: office,
        refuseAcceptance: office,
        askForSupplement: office,
        deemAccepted: clock,
        withdraw: self,
      },
      supplement: { answerSupplement: self, lapse: clock, withdraw: self },
      accepted: { approve: office, refuse: office, askForSupplement: office, withdraw: self },
    };
    return table[file.state]?.[step];
  }

  #inTime(file: File, step: string): boolean {
    const past = (from: number, days: number) => this.day > workingDayAfter(this.#works, from, days);
    switch (step) {
      case 'nudge':
        return past(file.since, 5) && file.nudged !== this.day;
      case 'escalate':
        return !file.escalated && past(file.since, 5);
      case 'stepIn':
        return past(file.since, 10);
      case 'deemAccepted':
        return past(file.received, 5);
      case 'lapse':
        return past(file.since, 15);
      default:
        return true;
    }
  }

  #move(file: File, step: string): void {
    const moved: Record<string, string> = {
      submit: 'atInstitution',
      withdraw: 'withdrawn',
      lapse: 'withdrawn',
      returnToApplicant: 'returned',
      declineAtInstitution: 'closedByInstitution',
      refuseConsent: 'consentRefused',
      refuseAcceptance: 'notAccepted',
      accept: 'accepted',
      deemAccepted: 'accepted',
      askForSupplement: 'supplement',
      refuse: 'refused',
      approve: 'approved',
      giveConsent: 'atAuthority',
    };
    const before = file.state;
    if (step === 'submit' || step === 'escalate') file.escalated = step === 'escalate';
    if (step === 'askForSupplement') file.supplements += 1;
    if (step === 'nudge') file.nudged = this.day;
    else if (step === 'passAtInstitution' || step === 'stepIn') file.state = this.#afterInstitution(file);
    else if (step === 'answerSupplement') file.state = file.accepted ? 'accepted' : 'atAuthority';
    else file.state = moved[step] ?? before;
    if (step === 'accept' || step === 'deemAccepted') file.accepted = true;
    if (file.state === 'atAuthority' && before !== 'atAuthority') file.received = this.day;
    if (file.state !== before) file.since = this.day;
    if (file.state === 'approved') this.#effect(file);
  }

  #afterInstitution(file: File): string {
    if (file.kind === 'photoUpdate') return 'approved';
    return file.kind === 'registration' && institutions[file.place].province !== '43' ? 'atConsent' : 'atAuthority';
  }

  #effect({ kind, about, place, from, until, site }: File): void {
    if (kind === 'registration') {
      const { province } = institutions[place];
      const fresh = { province, status: 'practising', main: place, since: null, photo: true, claimed: false } as const;
      this.registrations.push({ ...fresh, sites: [] });
    }
    if (about === null) return;
    const endAll = () => {
      for (const each of this.liveSites(about)) each.ended = true;
    };
    if (kind === 'change') {
      about.main = place;
      for (const each of this.liveSites(about)) if (each.place === place) each.ended = true;
    }
    if (kind === 'multiSiteFiling') about.sites.push({ place, from, until, ended: false });
    if (kind === 'multiSiteCancellation' && site !== null) site.ended = true;
    if (kind === 'inactiveFiling') {
      endAll();
      about.status = 'inactive';
      about.since = this.day;
    }
    if (kind === 'reactivation') {
      about.status = 'practising';
      about.since = null;
    }
    if (kind === 'deregistration') {
      endAll();
      about.status = 'deregistered';
    }
  }
}
