import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import styles from './PageTabs.module.css';

/** The parts of a page. Which is open stands in the address (`?tab=`), so that it can be sent to somebody; at first, the first. */
export function PageTabs({ items }: { items: readonly [PageTab, ...PageTab[]] }) {
  const [params, setParams] = useSearchParams();
  return (
    <Tabs
      className={styles['tabs'] ?? ''}
      activeKey={params.get('tab') ?? items[0].key}
      onChange={(next) => setParams({ tab: next }, { replace: true })}
      items={[...items]}
    />
  );
}

interface PageTab {
  readonly key: string;
  readonly label: ReactNode;
  readonly children: ReactNode;
}
