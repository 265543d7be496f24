import { PlusOutlined } from '@ant-design/icons';
import type { Department } from '@tangram/client';
import type { LocalText } from '@tangram/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Line, LineList } from '../../ui/LineList.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { LocalTextInput } from '../../ui/settings/LocalTextInput.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { departmentTree, withBelow } from './department-tree.ts';

export function DepartmentsTab() {
  const { t } = useTranslation('access');
  const text = useText();
  const [edited, setEdited] = useState<Department | 'new' | null>(null);
  const departments = useQuery({ queryKey: keys.departments, queryFn: () => client.people.departments() });
  const people = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  if (departments.error !== null) return <ProblemList problems={problemsToShow(departments.error)} />;
  if (departments.data === undefined) return <RowsSkeleton />;
  const { rows } = departments.data;
  const names = new Map((people.data?.rows ?? []).map((person) => [person.id, person.name]));
  const headOf = ({ head }: Department) => {
    const name = head === null ? undefined : names.get(head);
    return name === undefined ? '' : t('departments.headedBy', { name });
  };
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
      {t('departments.add')}
    </Button>
  );
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title={t('departments.empty')} text={t('departments.emptyText')} actions={add} />
      ) : (
        <LineList add={add}>
          {departmentTree(rows).map(({ department, depth }) => (
            <Line
              key={department.id}
              name={text(department.title)}
              facts={[headOf(department)]}
              depth={depth}
              onOpen={() => setEdited(department)}
            />
          ))}
        </LineList>
      )}
      {edited !== null && (
        <DepartmentDialog
          department={edited === 'new' ? undefined : edited}
          departments={rows}
          people={[...names].map(([value, label]) => ({ value, label }))}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function DepartmentDialog({
  department,
  departments,
  people,
  onClose,
}: {
  department: Department | undefined;
  departments: readonly Department[];
  people: readonly { value: string; label: string }[];
  onClose: () => void;
}) {
  const { t } = useTranslation('access');
  const text = useText();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [title, setTitle] = useState<LocalText | undefined>(department?.title);
  const [parent, setParent] = useState(department?.parent ?? null);
  const [head, setHead] = useState(department?.head ?? null);
  const below = department === undefined ? new Set<string>() : withBelow(department.id, departments);
  const done = async () => {
    await queries.invalidateQueries({ queryKey: keys.departments });
    onClose();
  };
  const save = useMutation({
    mutationFn: () => {
      const values = { title: title ?? '', parent, head };
      return department === undefined
        ? client.people.createDepartment(values)
        : client.people.updateDepartment(department.id, values);
    },
    onSuccess: done,
  });
  const remove = () =>
    modal.confirm({
      title: t('departments.remove'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await client.people.removeDepartment(department?.id ?? '');
          await done();
        } catch (error) {
          modal.error({
            title: t('departments.remove'),
            content: <ProblemList quiet problems={problemsToShow(error)} />,
          });
        }
      },
    });
  return (
    <Modal
      open
      title={department === undefined ? t('departments.add') : t('edit')}
      onCancel={onClose}
      width={480}
      footer={[
        department !== undefined && (
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
        <Form.Item label={t('departments.title')} htmlFor="department-title">
          <LocalTextInput id="department-title" value={title} onChange={setTitle} />
        </Form.Item>
        <Form.Item label={t('departments.parent')} htmlFor="department-parent">
          <Select
            id="department-parent"
            allowClear
            placeholder={t('people.none')}
            value={parent}
            options={departments
              .filter((one) => !below.has(one.id))
              .map((one) => ({ value: one.id, label: text(one.title) }))}
            onChange={(next: string | undefined) => setParent(next ?? null)}
          />
        </Form.Item>
        <Form.Item label={t('departments.head')} htmlFor="department-head">
          <Select
            id="department-head"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('people.none')}
            value={head}
            options={[...people]}
            onChange={(next: string | undefined) => setHead(next ?? null)}
          />
        </Form.Item>
      </Form>
      {save.error !== null && <ProblemList problems={problemsToShow(save.error)} />}
    </Modal>
  );
}
