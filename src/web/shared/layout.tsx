import type { ComponentChildren, VNode } from 'preact';
import type { NavItem } from './navigation.tsx';

export type End = 'public' | 'person' | 'institution' | 'authority' | 'operations';

export interface Account {
  name: string;
  /** Where somebody of staff keeps their password and second factor. */
  href?: string | undefined;
  /** Address the sign-out form posts to. */
  signOutHref: string;
  csrfField?: VNode | undefined;
}

export interface LayoutProps {
  title: string;
  end: End;
  /** The institution or authority the signed-in person works for. */
  organisation?: string | undefined;
  nav: readonly NavItem[];
  account?: Account | undefined;
  demo: boolean;
  /** A desk uses the whole screen. */
  wide?: boolean | undefined;
  /** The front door: the page begins with a `.hero` across the whole screen, so `main` brings its own `.wrap`. */
  landing?: boolean | undefined;
  /** 关怀版: everything larger; `switchHref` changes to the other version. */
  large?: { on: boolean; switchHref: string } | undefined;
  flash?: VNode | undefined;
  /** Name of the bundle under /assets that improves the page; a page works without. */
  scripts?: 'person' | 'desk' | 'live' | 'scan' | undefined;
  /** Nothing but the page itself, with a style sheet of its own: what is held up to somebody. */
  bare?: 'livePage' | undefined;
  /** Long work without a script: the page asks again after so many seconds. */
  refreshSeconds?: number | undefined;
  children: ComponentChildren;
}

const serviceName = '中医(专长)医师电子化注册';

const endNames: Record<End, string> = {
  public: '',
  person: '个人端',
  institution: '机构端',
  authority: '主管部门端',
  operations: '运行维护',
};

const homes: Record<End, string> = {
  public: '/',
  person: '/person',
  institution: '/institution',
  authority: '/authority',
  operations: '/operations',
};

export function Layout(props: LayoutProps) {
  const name = [props.landing && 'landing', props.wide && 'wide'].filter(Boolean).join(' ');
  if (props.bare !== undefined) return <Bare {...props} />;
  return (
    <html lang="zh-CN" data-large={props.large?.on ? '' : undefined}>
      <Head {...props} />
      <body data-color="primary" class={name || undefined}>
        <a class="skip" href="#main">
          跳到主要内容
        </a>
        <header>
          <Bar {...props} />
          {props.demo && <DemoStrip />}
        </header>
        <main id="main" tabindex={-1}>
          {props.landing ? (
            props.children
          ) : (
            <div class="wrap">
              {props.flash}
              {props.children}
            </div>
          )}
        </main>
        <Footer demo={props.demo} own={props.end === 'person' && props.account !== undefined} />
      </body>
    </html>
  );
}

function Bare(props: LayoutProps) {
  return (
    <html lang="zh-CN">
      <Head {...props} />
      <body data-color="primary" class="bare">
        <main id="main">{props.children}</main>
      </body>
    </html>
  );
}

function Head({ title, scripts, bare, refreshSeconds }: LayoutProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="format-detection" content="telephone=no" />
      {refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
      <title>{title === serviceName ? title : `${title} - ${serviceName}`}</title>
      <link rel="stylesheet" href="/assets/main.css" />
      {bare && <link rel="stylesheet" href={`/assets/${bare}.css`} />}
      {scripts && <script type="module" src={`/assets/${scripts}.js`} />}
    </head>
  );
}

function Bar({ end, organisation, nav, account, large }: LayoutProps) {
  const second = [endNames[end], organisation].filter(Boolean).join(' · ');
  return (
    <div class="bar">
      <div class="wrap">
        <a class="brand" href={homes[end]}>
          <span class="seal" aria-hidden="true">
            杏
          </span>
          <span>
            <strong>
              <span>中医(专长)医师</span>
              <span>电子化注册</span>
            </strong>
            {second && <small data-alone={organisation ? undefined : ''}>{second}</small>}
          </span>
        </a>
        {nav.length > 0 && <MainNav items={nav} />}
        {(account || large) && (
          <div class="tools">
            {large && <a href={large.switchHref}>{large.on ? '标准版' : '关怀版'}</a>}
            {account && (
              <>
                {account.href === undefined ? (
                  <span class="who">{account.name}</span>
                ) : (
                  <a href={account.href}>
                    {account.name}
                    <span class="sr-only">:本人账号</span>
                  </a>
                )}
                <form method="post" action={account.signOutHref}>
                  {account.csrfField}
                  <button type="submit">退出</button>
                </form>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function MainNav({ items }: { items: readonly NavItem[] }) {
  return (
    <nav aria-label="主要功能">
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && item.count > 0 && (
                <span class="count" data-count={item.countKey}>
                  {item.count}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DemoStrip() {
  return (
    <div class="demo-strip">
      <div class="wrap">
        演示环境:短信和邮件不会真的发出,请看 <a href="/outbox">/outbox</a>
      </div>
    </div>
  );
}

const entrances = [
  { href: '/person/sign-in', label: '医师电子化注册—个人端入口' },
  { href: '/institution/sign-in', label: '机构端入口' },
  { href: '/authority/sign-in', label: '主管部门端入口' },
  { href: '/lookup', label: '社会公示' },
  { href: '/privacy', label: '隐私政策' },
] as const;
const ownPrivacy = { href: '/person/privacy', label: '谁查看过我的信息' };

/** `own`: a person is signed in, who has a right to know who has looked (个人信息保护法44). */
function Footer({ demo, own }: { demo: boolean; own: boolean }) {
  return (
    <footer>
      <div class="wrap">
        <ul>
          {[...entrances, ...(own ? [ownPrivacy] : [])].map(({ href, label }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
        <p>
          {serviceName}
          {demo && ' · 演示环境'}
        </p>
      </div>
    </footer>
  );
}
