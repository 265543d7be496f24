import { PlusOutlined } from '@ant-design/icons';
import type { PeopleGroup } from '@tangram/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Modal, Select } from 'antd';
import type { LocalText } from '@tangram/schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appsQuery } from '../../app/app-query.ts';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Line, LineList } from '../../ui/LineList.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { LocalTextInput } from '../../ui/settings/LocalTextInput.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import styles from './People.module.css';

const facesShown = 5;

/** Groups of people: those of the workspace, and those that applications brought for their rules. */
export function GroupsTab() {
  const { t } = useTranslation('access');
  const text = useText();
  const [edited, setEdited] = useState<PeopleGroup | 'new' | null>(null);
  const groups = useQuery({ queryKey: keys.groups, queryFn: () => client.people.groups() });
  const people = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  const { data: apps } = useQuery(appsQuery);
  if (groups.error !== null) return <ProblemList problems={problemsToShow(groups.error)} />;
  if (groups.data === undefined || people.data === undefined) return <RowsSkeleton />;
  const nameOf = (id: string) => people.data.rows.find((person) => person.id === id)?.name ?? '';
  const titleOf = (app: string) => text(apps?.rows.find(({ key }) => key === app)?.title) || app;
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
      {t('groups.add')}
    </Button>
  );
  return (
    <>
      {groups.data.rows.length === 0 ? (
        <EmptyState title={t('groups.empty')} text={t('groups.emptyText')} actions={add} />
      ) : (
        <LineList add={add}>
          {groups.data.rows.map((group) => (
            <Line
              key={group.id}
              name={text(group.title)}
              {...(group.app !== null && { below: t('groups.fromApp', { app: titleOf(group.app) }) })}
              beside={
                <span className={styles['faces']}>
                  {group.members.slice(0, facesShown).map((id) => (
                    <Avatar key={id} name={nameOf(id)} size={28} />
                  ))}
                </span>
              }
              facts={[t('groups.count', { count: group.members.length })]}
              onOpen={() => setEdited(group)}
            />
          ))}
        </LineList>
      )}
      {edited !== null && (
        <GroupDialog
          group={edited === 'new' ? undefined : edited}
          people={people.data.rows
            .filter((person) => person.is_active)
            .map((person) => ({ value: person.id, label: person.name }))}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function GroupDialog({
  group,
  people,
  onClose,
}: {
  group: PeopleGroup | undefined;
  people: readonly { value: string; label: string }[];
  onClose: () => void;
}) {
  const { t } = useTranslation('access');
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [title, setTitle] = useState<LocalText | undefined>(group?.title);
  const [members, setMembers] = useState<readonly string[]>(group?.members ?? []);
  const done = async () => {
    await queries.invalidateQueries({ queryKey: keys.groups });
    onClose();
  };
  const save = useMutation({
    mutationFn: () =>
      group === undefined
        ? client.people.createGroup({ title: title ?? '', members })
        : client.people.updateGroup(group.id, { title: title ?? group.title, members }),
    onSuccess: done,
  });
  const remove = () =>
    modal.confirm({
      title: t('groups.remove'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      onOk: async () => {
        await client.people.removeGroup(group?.id ?? '');
        await done();
      },
    });
  return (
    <Modal
      open
      title={group === undefined ? t('groups.add') : t('edit')}
      onCancel={onClose}
      width={480}
      footer={[
        // What an application's rules speak of goes with the application.
        group !== undefined && group.app === null && (
          <Button key="remove" danger type="text" style={{ float: 'left' }} onClick={() => void remove()}>
            {t('remove')}
          </Button>
        ),
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={title === undefined}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('save')}
        </Button>,
      ]}
    >
      <Form layout="vertical" style={{ paddingTop: 12 }}>
        <Form.Item label={t('groups.title')} htmlFor="group-title">
          <LocalTextInput id="group-title" value={title} onChange={setTitle} />
        </Form.Item>
        <Form.Item label={t('groups.members')} htmlFor="group-members">
          <Select
            id="group-members"
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={[...members]}
            options={[...people]}
            onChange={(next: string[]) => setMembers(next)}
          />
        </Form.Item>
      </Form>
      {save.error !== null && <ProblemList problems={problemsToShow(save.error)} />}
    </Modal>
  );
}
