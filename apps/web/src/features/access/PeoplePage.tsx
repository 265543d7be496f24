import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PageTabs } from '../../ui/PageTabs.tsx';
import { DepartmentsTab } from './DepartmentsTab.tsx';
import { GroupsTab } from './GroupsTab.tsx';
import { PeopleTab } from './PeopleTab.tsx';
import { RolesTab } from './RolesTab.tsx';

/** Who works here: people, groups, departments and who holds which role. */
export function PeoplePage() {
  const { t } = useTranslation('access');
  return (
    <Page>
      <PageHeader title={t('people.title')} text={t('people.text')} />
      <PageTabs
        items={[
          { key: 'people', label: t('people.tabs.people'), children: <PeopleTab /> },
          { key: 'groups', label: t('people.tabs.groups'), children: <GroupsTab /> },
          { key: 'departments', label: t('people.tabs.departments'), children: <DepartmentsTab /> },
          { key: 'roles', label: t('people.tabs.roles'), children: <RolesTab /> },
        ]}
      />
    </Page>
  );
}
