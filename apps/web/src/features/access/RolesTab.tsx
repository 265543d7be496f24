import type { RoleMember } from '@tangram/client';
import type { LocalText } from '@tangram/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appsQuery } from '../../app/app-query.ts';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import styles from './People.module.css';

/** Who holds which role of an application; a change holds at once. */
export function RolesTab() {
  const { t } = useTranslation('access');
  const text = useText();
  const apps = useQuery(appsQuery);
  const [chosen, setChosen] = useState<string | undefined>();
  const app = chosen ?? apps.data?.rows[0]?.key ?? '';
  const definitions = useQuery({
    queryKey: keys.definitions(app, 'list'),
    queryFn: () => client.apps.definitions(app),
    enabled: app !== '',
  });
  if (apps.data === undefined) return <RowsSkeleton />;
  const roles = (definitions.data?.rows ?? []).filter((one) => one.kind === 'role' && one.state !== 'draft');
  return (
    <div className={styles['roles']}>
      {apps.data.rows.length > 1 && (
        <Select
          aria-label={t('roles.app')}
          value={app}
          options={apps.data.rows.map((one) => ({ value: one.key, label: text(one.title) }))}
          onChange={setChosen}
          style={{ width: 280 }}
        />
      )}
      {(app === '' || definitions.data !== undefined) && roles.length === 0 && (
        <EmptyState title={t('roles.empty')} text={t('roles.emptyText')} />
      )}
      {roles.map((role) => (
        <Role key={`${app}/${role.key}`} app={app} role={role.key} title={role.title} />
      ))}
    </div>
  );
}

function Role({ app, role, title }: { app: string; role: string; title: LocalText }) {
  const { t } = useTranslation('access');
  const text = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const queryKey = ['role-members', app, role];
  const members = useQuery({ queryKey, queryFn: () => client.people.roleMembers(app, role) });
  const people = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  const groups = useQuery({ queryKey: keys.groups, queryFn: () => client.people.groups() });
  const departments = useQuery({ queryKey: keys.departments, queryFn: () => client.people.departments() });
  const save = useMutation({
    mutationFn: (next: readonly RoleMember[]) => client.people.saveRoleMembers(app, role, next),
    onSuccess: () => message.success(t('roles.saved')),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const option = (kind: string, id: string, label: string) => ({ value: `${kind}:${id}`, label });
  return (
    <section className={styles['role']}>
      <h3>{text(title)}</h3>
      <p>{t('roles.members')}</p>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%' }}
        aria-label={text(title)}
        loading={members.isPending || save.isPending}
        placeholder={t('roles.placeholder')}
        value={(save.isPending ? save.variables : (members.data?.rows ?? [])).map(holderKey)}
        options={[
          {
            label: t('roles.person'),
            options: (people.data?.rows ?? []).map((one) => option('person', one.id, one.name)),
          },
          {
            label: t('roles.group'),
            options: (groups.data?.rows ?? []).map((one) => option('group', one.id, text(one.title))),
          },
          {
            label: t('roles.department'),
            options: (departments.data?.rows ?? []).map((one) => option('department', one.id, text(one.title))),
          },
        ]}
        onChange={(next: string[]) => save.mutate(next.map(holderOf))}
      />
      {save.error !== null && <ProblemList problems={problemsToShow(save.error)} />}
    </section>
  );
}

function holderKey(member: RoleMember): string {
  if (member.person_id != null) return `person:${member.person_id}`;
  return member.group_id != null ? `group:${member.group_id}` : `department:${member.department_id}`;
}

function holderOf(key: string): RoleMember {
  const [kind = '', id = ''] = key.split(':');
  if (kind === 'person') return { person_id: id };
  return kind === 'group' ? { group_id: id } : { department_id: id };
}
