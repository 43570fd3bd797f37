import type { OwnLicence } from '../../actions/licence/listOwnLicences.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { codeToShow, type LiveWindow } from '../../domain/issuing/liveCode.ts';
import { type LiveView, liveViews } from '../../domain/issuing/liveView.ts';
import { formatMoment } from '../../domain/time/dates.ts';
import { paths, withQuery } from '../shared/paths.ts';
import { QrCode } from '../shared/qrCode.tsx';
import { EntryTag, LicencePhoto } from './licenceCard.tsx';

interface Props {
  readonly licence: OwnLicence;
  readonly view: LiveView;
  /** What the script is given; the first code is drawn here already. */
  readonly given: {
    readonly now: number;
    readonly until: number;
    readonly codes: readonly (LiveWindow & { readonly address: string })[];
  };
  /** 申领 has just been pressed. */
  readonly claimed: boolean;
}

/** Day and time in China. */
function moment(seconds: number): readonly [day: string, time: string] {
  const [day = '', time = ''] = formatMoment(Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds) * 1000)).split(
    ' ',
  );
  return [day, time];
}

/**
 * What is held up: the code in a frame that moves with the second, the face, and the time. The script (`live`) changes the code
 * every half minute; without one the code has its time beside it and 【换一张】 makes the next.
 */
export function LiveFace({ licence, view, given, claimed }: Props) {
  const code = codeToShow(given.codes, given.now);
  if (code === undefined) throw new Error('no code counts now');
  const here = withQuery(paths.person.licenceShow(licence.id), { view });
  return (
    <div
      class="live"
      data-live={withQuery(paths.person.licenceCodes(licence.id), { view })}
      data-live-sign-in={paths.person.signIn}
      data-live-given={JSON.stringify(given)}
    >
      <div class="live-head">
        <span class="seal" aria-hidden="true">
          杏
        </span>
        <div>
          <h1>亮照</h1>
          <p>中医(专长)医师执业证书 · 电子证照</p>
        </div>
      </div>
      {claimed && (
        <p class="live-said" role="status">
          亮照成功
        </p>
      )}
      <section class="live-card" aria-label="电子证照">
        <Holder licence={licence} />
        <div class="live-frame" data-live-frame>
          <div class="live-code" data-live-code>
            <QrCode text={code.address} label="亮照码:请对方用手机相机扫描" />
          </div>
          <p class="live-ended" data-live-ended hidden />
        </div>
        <Ticking at={given.now} until={code.exp} here={here} />
        <p class="live-status" role="status" data-live-status />
        <dl class="live-facts">
          <div>
            <dt>主要执业机构</dt>
            <dd>{licence.institution}</dd>
          </div>
          <div>
            <dt>执业范围</dt>
            <dd>
              {licence.techniques};{licence.conditions}
            </dd>
          </div>
        </dl>
      </section>
      <p class="live-hint">请把屏幕调亮,正对对方。码每30秒自动更换,截图无效。</p>
      <Views licence={licence} view={view} />
      <p class="live-ways">
        <a href={paths.person.licenceShares(licence.id)}>分享链接</a>
        <a href={paths.person.licencePdf(licence.id)}>下载 PDF</a>
        <a href={paths.person.licence}>返回电子证照</a>
      </p>
    </div>
  );
}

function Holder({ licence }: { licence: OwnLicence }) {
  return (
    <div class="live-holder">
      <LicencePhoto licence={licence} />
      <div>
        <h2>{licence.name}</h2>
        <EntryTag status={licence.status} />
        <p class="code">{groupByFours(licence.licenceNo)}</p>
      </div>
    </div>
  );
}

/** The time, and how long this code is shown yet: a picture of it stands still. */
function Ticking({ at, until, here }: { at: number; until: number; here: string }) {
  const [day, time] = moment(at);
  return (
    <div class="live-ticking">
      <svg class="live-ring" viewBox="0 0 44 44" aria-hidden="true">
        <circle cx="22" cy="22" r="20" />
        <circle cx="22" cy="22" r="20" data-live-ring />
      </svg>
      <p>
        <strong class="code" data-live-clock>
          {time}
        </strong>
        <span>{day}</span> <span data-live-left>这张码{moment(until)[1]}前有效</span>
      </p>
      <a class="ds-button" data-variant="secondary" href={here} data-live-next>
        换一张
      </a>
    </div>
  );
}

/** For whom: whoever scans sees as much as is chosen here, and no more. */
function Views({ licence, view }: Pick<Props, 'licence' | 'view'>) {
  return (
    <nav class="live-views" aria-label="出示给谁">
      <p>出示给</p>
      <ul>
        {Object.entries(liveViews).map(([key, { title }]) => (
          <li key={key}>
            <a
              href={withQuery(paths.person.licenceShow(licence.id), { view: key })}
              aria-current={key === view ? 'true' : undefined}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
      <p class="small">对方会看到:{liveViews[view].shows}。</p>
    </nav>
  );
}
