import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PageTabs } from '../../ui/PageTabs.tsx';
import { ConnectionsTab } from './ConnectionsTab.tsx';
import { DeliveriesTab } from './DeliveriesTab.tsx';
import { deliveriesQuery } from './deliveries-query.ts';

/** Where rules may send to, and what did not arrive there. */
export function ConnectionsPage() {
  const { t } = useTranslation('outside');
  const { data } = useQuery(deliveriesQuery);
  const failed = data?.rows.filter(({ state }) => state === 'failed').length ?? 0;
  return (
    <Page>
      <PageHeader title={t('title')} text={t('text')} />
      <PageTabs
        items={[
          { key: 'connections', label: t('tabs.connections'), children: <ConnectionsTab /> },
          {
            key: 'deliveries',
            label: (
              <Badge count={failed} size="small" offset={[12, 0]}>
                {t('tabs.deliveries')}
              </Badge>
            ),
            children: <DeliveriesTab />,
          },
        ]}
      />
    </Page>
  );
}
