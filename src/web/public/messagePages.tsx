import type { VNode } from 'preact';
import type { Services } from '../../actions/services.ts';
import { Layout } from '../shared/layout.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';

function message(demo: boolean, title: string, words: string): VNode {
  return (
    <Layout title={title} end="public" nav={[]} demo={demo}>
      <PageHeading title={title} />
      <p>{words}</p>
      <p>
        <a href={paths.home}>回到首页</a>
      </p>
    </Layout>
  );
}

export function missingPage({ demo }: Services): VNode {
  return message(demo, '没有这个页面', '地址可能不完整,或者内容不属于您。请从首页重新进入。');
}

export function deniedPage(): VNode {
  return message(false, '没有权限', '您的岗位不能使用这个页面。需要时请联系本单位管理员。');
}

/** Somebody says that this account holds their identity; until that is decided its owner can only look and answer. */
export function frozenPage(): VNode {
  return (
    <Layout title="账号已冻结" end="person" nav={[]} demo={false}>
      <PageHeading title="账号已冻结" />
      <p>有人对这个账号的身份提出了异议。考核所在省的主管部门处理期间,不能办理业务,也不能更改账号信息。</p>
      <p>
        <a href={paths.person.dispute}>查看异议并答复</a>
      </p>
    </Layout>
  );
}

const words: Readonly<Record<number, string>> = {
  400: '提交的内容不完整,请返回上一页重新提交。',
  403: '为了安全,这个页面已失效。请返回上一页、刷新后重新提交。',
  503: '系统现在忙,或者正在检修,暂时办不了。请过一会儿返回上一页重新提交。',
  413: '提交的文件太大。照片最多5MB,导入文件最多20MB,请换一个文件后重新提交。',
};

/** Nothing of the inside leaks; the number leads us to the log. */
export function faultPage({ demo }: Services, status: number, requestId: string): VNode {
  const text =
    words[status] ??
    (status < 500
      ? '这个请求无法处理,请返回上一页重试。'
      : `系统出了问题,您填写的内容可以返回上一页找到。如需帮助,请告知编号 ${requestId}。`);
  return message(demo, status === 503 ? '请稍候' : status < 500 ? '无法提交' : '系统暂时出错', text);
}
