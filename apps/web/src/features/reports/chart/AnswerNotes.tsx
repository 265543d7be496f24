import { ClockCircleOutlined, EyeInvisibleOutlined, ScissorOutlined, SwitcherOutlined } from '@ant-design/icons';
import type { QueryResult } from '@tangram/reports';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { useFormat } from '../../../ui/useFormat.ts';
import styles from './chart.module.css';

/** What the reader must know to take the numbers for what they are: quiet signs, each with its sentence. */
export function AnswerNotes({ result }: { result: QueryResult }) {
  const { t } = useTranslation('reports');
  const text = useText();
  const format = useFormat();
  const { restricted, truncated, overlapping, asOf } = result.notes;
  const titles = result.columns
    .filter((column) => overlapping?.includes(column.key))
    .map((column) => text(column.title));
  return (
    <span className={styles['notes']}>
      {truncated !== undefined && <Note icon={<ScissorOutlined />} words={t('notes.truncated', { ...truncated })} />}
      {overlapping !== undefined && (
        <Note icon={<SwitcherOutlined />} words={t('notes.overlapping', { fields: titles.join(', ') })} />
      )}
      {restricted !== undefined && <Note icon={<EyeInvisibleOutlined />} words={t('notes.restricted')} />}
      <Note icon={<ClockCircleOutlined />} words={t('notes.asOf', { time: format.dateTime(asOf) })} />
    </span>
  );
}

function Note({ icon, words }: { icon: ReactNode; words: string }) {
  return (
    <Tooltip title={words}>
      <span role="img" aria-label={words} tabIndex={0}>
        {icon}
      </span>
    </Tooltip>
  );
}
