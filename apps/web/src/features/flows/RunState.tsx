import type { RunSummary } from '@tangram/flows';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const colors = { running: 'processing', done: 'success', cancelled: 'default', stuck: 'error' } as const;

export function RunState({ state }: { state: RunSummary['state'] }) {
  const { t } = useTranslation('flows');
  return <Tag color={colors[state]}>{t(`run.state.${state}`)}</Tag>;
}
