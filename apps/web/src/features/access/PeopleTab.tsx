import { PlusOutlined } from '@ant-design/icons';
import type { Person } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Line, LineList } from '../../ui/LineList.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { PersonDialog } from './PersonDialog.tsx';

export function PeopleTab() {
  const { t } = useTranslation('access');
  const text = useText();
  const [edited, setEdited] = useState<Person | 'new' | null>(null);
  const people = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  const departments = useQuery({ queryKey: keys.departments, queryFn: () => client.people.departments() });
  if (people.error !== null) return <ProblemList problems={problemsToShow(people.error)} />;
  if (people.data === undefined) return <RowsSkeleton />;
  const departmentOf = (person: Person) => departments.data?.rows.find((one) => one.id === person.department);
  const managerOf = (person: Person) => {
    const manager = people.data.rows.find((one) => one.id === person.manager);
    return manager === undefined ? '' : t('people.reportsTo', { name: manager.name });
  };
  const standingOf = (person: Person) => {
    if (!person.is_active) return t('people.inactive');
    if (isAway(person)) {
      return person.absent_until === null ? t('people.away') : t('people.awayUntil', { day: person.absent_until });
    }
    return person.is_administrator ? t('people.administrator') : '';
  };
  return (
    <>
      <LineList
        add={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('people.add')}
          </Button>
        }
      >
        {people.data.rows.map((person) => (
          <Line
            key={person.id}
            picture={<Avatar name={person.name} size={36} />}
            name={person.name}
            below={person.email}
            facts={[text(departmentOf(person)?.title), managerOf(person), standingOf(person)]}
            faint={!person.is_active}
            onOpen={() => setEdited(person)}
          />
        ))}
      </LineList>
      {edited !== null && (
        <PersonDialog
          person={edited === 'new' ? undefined : edited}
          people={people.data.rows}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

/** Today, as the one who looks has it. */
function isAway({ absent_from: from, absent_until: until }: Person): boolean {
  const today = dayjs().format('YYYY-MM-DD');
  return from !== null && from <= today && (until === null || today <= until);
}
