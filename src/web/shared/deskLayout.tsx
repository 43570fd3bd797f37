import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from './context.ts';
import { FormGuard } from './formGuard.tsx';
import { Layout } from './layout.tsx';
import { paths } from './paths.ts';

/** A page of a desk; `current` is the word of the menu it stands under. */
export interface DeskPage<Word extends string> {
  readonly title: string;
  readonly current?: Word;
  readonly flash?: VNode | undefined;
  /** Long work: the page asks again after so many seconds. */
  readonly refreshSeconds?: number | undefined;
  readonly children: ComponentChildren;
}

export interface DeskLayoutProps<Word extends string> {
  readonly context: PageContext;
  readonly end: 'institution' | 'authority';
  /** Who is signed in at this end; null: nobody, so there is no menu either. */
  readonly staff: { readonly name: string; readonly organisation: string } | null;
  readonly menu: readonly { readonly key: Word; readonly href: string; readonly label: string }[];
  readonly page: DeskPage<Word>;
}

/** The frame of the pages of staff: the whole screen wide, the menu of the desk, the way out. */
export function DeskLayout<Word extends string>({ context, end, staff, menu, page }: DeskLayoutProps<Word>) {
  return (
    <Layout
      title={page.title}
      end={end}
      organisation={staff?.organisation}
      nav={staff === null ? [] : menu.map(({ key, ...item }) => ({ ...item, current: key === page.current }))}
      account={
        staff === null
          ? undefined
          : {
              name: staff.name,
              href: paths[end].account,
              signOutHref: paths[end].signOut,
              csrfField: <FormGuard context={context} />,
            }
      }
      demo={context.services.demo}
      wide
      scripts="desk"
      flash={page.flash}
      refreshSeconds={page.refreshSeconds}
    >
      {page.children}
    </Layout>
  );
}
