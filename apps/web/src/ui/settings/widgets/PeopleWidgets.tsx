import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { client } from '../../../app/client.ts';
import { useGroupsOf } from '../../../app/groups-query.ts';
import { useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import type { WidgetProps } from '../surroundings.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** A person, stored as the id; several where the schema is a list. */
export function PersonWidget(props: WidgetProps) {
  const { data } = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  return <Picker {...props} options={(data?.rows ?? []).map((person) => ({ value: person.id, label: person.name }))} />;
}

/** A group of the application that is open or of the workspace, stored as its key: applications name groups, not ids. */
export function GroupWidget(props: WidgetProps) {
  const text = useText();
  const { app = '' } = useParams();
  const groups = useGroupsOf(app);
  return <Picker {...props} options={groups.map((group) => ({ value: group.key, label: text(group.title) }))} />;
}

/** A role of the application that is open, stored as its key. */
export function RoleWidget(props: WidgetProps) {
  const text = useText();
  const { app = '' } = useParams();
  const { data } = useQuery({
    queryKey: keys.definitions(app, 'list'),
    queryFn: () => client.apps.definitions(app),
    enabled: app !== '',
  });
  const roles = (data?.rows ?? []).filter((one) => one.kind === 'role');
  return <Picker {...props} options={roles.map((role) => ({ value: role.key, label: text(role.title) }))} />;
}

function Picker({ id, schema, value, onChange, hasProblem, options }: WidgetProps & { options: readonly Option[] }) {
  const { t } = useTranslation('ui');
  const isList = schema['type'] === 'array';
  return (
    <Select<string | string[] | undefined>
      id={id}
      {...(isList ? { mode: 'multiple' as const } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      style={{ width: '100%' }}
      placeholder={t('settings.choose')}
      {...(value === undefined ? {} : { value: value as string | string[] })}
      {...(hasProblem ? { status: 'error' as const } : {})}
      options={[...options]}
      onChange={(next) => onChange(next)}
    />
  );
}
