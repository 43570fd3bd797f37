import type { RegistrationBar } from '../register/bars.ts';
import type { RegisterEvent } from '../register/events.ts';
import type { Article, RefusalGround } from '../vocabulary/articles.ts';
import type { Refusal } from '../vocabulary/refusals.ts';
import type { Answers, Application } from './application.ts';
import type { InstitutionConfirmation } from './events.ts';
import type { Facts } from './facts.ts';
import type { Field } from './field.ts';

/** A row of the printed form that comes from the roster or the register and cannot be typed. */
export interface ShownRow {
  readonly label: string;
  readonly value: string;
  readonly wide?: boolean;
}

/** Advice to the officer, with its article, never a decision (个人信息保护法24). */
export interface Check {
  readonly title: string;
  readonly article: Article;
  readonly run: (facts: Facts, application: Application, today: string) => Finding;
}
export interface Finding {
  readonly outcome: 'ok' | 'attention';
  readonly words: string;
}

/** One kind of application, in seven parts; reads like the regulation. */
export interface Definition {
  /** Stable key, stored with each application. */
  readonly kind: string;
  /** First letters of the application number. */
  readonly prefix: string;
  /** The words of the menu, as in the guide: 中医(专长)医师注册. */
  readonly menu: string;
  /** What it is called in a sentence: 执业注册. */
  readonly title: string;
  /** One line for the menu, in the applicant's words. */
  readonly summary: string;

  /** 1. Articles it rests on. */
  readonly authority: readonly Article[];
  /** 2. Who may start; asked before the form, at submission and shown in the menu. */
  readonly whoMayStart: (facts: Facts, today: string) => readonly Refusal[];
  /** 3. What is asked. `apply` is the first page, `printed` the 业务打印表单. */
  readonly form: {
    readonly photo: boolean;
    readonly institution: { readonly label: string; readonly hint: string } | null;
    readonly apply: readonly Field[];
    readonly printed: readonly Field[];
    /** Rules over several answers at once. */
    readonly together?: (facts: Facts, answers: Answers, today: string) => readonly Refusal[];
    readonly shown: (facts: Facts) => readonly { readonly title: string; readonly rows: readonly ShownRow[] }[];
    readonly declaration: string;
    readonly nextButton: string;
  };
  /** 4. Where the file goes, and how long the authority has. */
  readonly route: {
    /** Begins from an entry of the register, from one of its multi-site filings, or asks for a new entry. */
    readonly from: 'qualification' | 'entry' | 'site';
    /** Which institution reviews it: the one asked for in the form, the main one, that of the filing, or none. */
    readonly institution: 'asked' | 'main' | 'site' | 'none';
    readonly decidedBy: 'authority' | 'institution' | 'nobody';
    /** What the clerk answers for when passing it. */
    readonly confirms: readonly InstitutionConfirmation[];
    /** Set where an institution may begin it itself: what it is asked then. */
    readonly report?: {
      readonly title: string;
      readonly fields: readonly Field[];
      /** The reason by which the person is dead or declared missing. */
      readonly gone?: string;
    };
    /** Of what only one may be open: used by the unique index of open applications. */
    readonly subject: (facts: Facts) => string;
    readonly needsConsent: (facts: Facts) => boolean;
    /** Working days from acceptance (医师法13). */
    readonly workingDays: number;
  };
  /** 5. Advice to the officer. */
  readonly checks: readonly Check[];
  /** 6. What approval does to the register. */
  readonly effect: {
    readonly newLicence: boolean;
    /** All that can follow for the entry: what else stands in the register as its consequence was not decided. */
    readonly types: readonly RegisterEvent['type'][];
    /** What the consequences computed from the events do not say. */
    readonly also: (facts: Facts) => readonly string[];
    readonly events: (application: Application, facts: Facts, decided: Decided) => readonly RegisterEvent[];
    /** Where nothing can be registered for a time after it (医师法16). */
    readonly bar?: {
      /** The day it runs from, by name, where that is asked of whoever decides. */
      readonly asked: (application: Application) => string | undefined;
      readonly after: (application: Application, on: string, barFrom: string) => RegistrationBar | null;
    };
    /** What whoever asked is told with the approval, beside that it was approved; '' for nothing. */
    readonly told?: (application: Application, on: string, barFrom: string) => string;
  };
  /** 7. What is printed and told. */
  readonly papers: {
    readonly formTitle: string;
    readonly approved: string;
    readonly refused: string;
    /** Set where the law closes the list of grounds (医师法16: 不予注册); elsewhere a refusal rests on the articles of part 1. */
    readonly refusalGrounds?: Readonly<Record<RefusalGround, string>>;
  };
}

/** What approval brings with it: the day, the licence number where one is new, the id of the entry. */
export interface Decided {
  readonly on: string;
  readonly licenceNo: string;
  readonly entryId: string;
}
