import type { CredentialCheck } from '../../actions/public/checkCredential.ts';
import type { Verdict as Judged } from '../../domain/issuing/judgement.ts';
import { claimWords, licenceClaims, licenceName } from '../../domain/issuing/licenceCredential.ts';
import { judgementWords, listAge, verdictTitles } from '../../domain/issuing/verdictTexts.ts';
import { ButtonLink } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { NoticeTone } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { VerdictCard } from './verdict.tsx';

const tones: Readonly<Record<Judged, NoticeTone>> = {
  valid: 'success',
  suspended: 'danger',
  ended: 'danger',
  expired: 'warning',
  unknown: 'warning',
  notOurs: 'danger',
};

/** The answer about a licence out of a wallet: the verdict, and of its claims those the holder has shown. */
export function CredentialAnswer({ check }: { check: CredentialCheck }) {
  const [words = '', ...further] = judgementWords(check);
  const rows = Object.entries(licenceClaims).flatMap(([claim, label]) => {
    const value = check.claims[claim];
    return typeof value === 'string' ? [{ label, value: claimWords(claim, value) }] : [];
  });
  return (
    <div class="narrow">
      <PageHeading title="证照查验" note="数字钱包里的电子证照" />
      <VerdictCard verdict={{ tone: tones[check.verdict], title: verdictTitles[check.verdict], words }} at={check.at}>
        {further.map((sentence) => (
          <p key={sentence} class="further">
            {sentence}
          </p>
        ))}
        {check.listAt !== null && <p class="small">{listAge(check.listAt, check.at.epochMilliseconds / 1000)}</p>}
      </VerdictCard>
      {rows.length > 0 && (
        <Card title={licenceName}>
          <p class="quiet">持证人只出示了以下内容:</p>
          <SummaryList rows={rows} />
        </Card>
      )}
      <ButtonLink href={paths.verify} kind="secondary">
        再查验一份
      </ButtonLink>
    </div>
  );
}
