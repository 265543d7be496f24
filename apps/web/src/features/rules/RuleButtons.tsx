import type { RuleButton } from '@tangram/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';

/** The buttons that rules put on a record's page, for those who may change the record. */
export function RuleButtons({ app, form, id }: { app: string; form: string; id: string }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [pressed, setPressed] = useState<string | null>(null);
  const { data } = useQuery({
    queryKey: keys.records(app, form, 'buttons'),
    queryFn: () => client.work.ruleButtons(app, form),
    staleTime: 60_000,
  });

  const run = async (rule: string) => {
    setPressed(rule);
    try {
      const { ran } = await client.work.pressRuleButton(app, form, id, rule);
      if (ran) message.success(t('button.done'));
      else message.info(t('button.notNow'));
      await queries.invalidateQueries({ queryKey: keys.records(app, form) });
    } catch (error) {
      modal.error({ title: t('button.failed'), content: <ProblemList quiet problems={problemsToShow(error)} /> });
    } finally {
      setPressed(null);
    }
  };
  const press = ({ rule, title, confirm }: RuleButton) => {
    if (confirm === null) void run(rule);
    else modal.confirm({ title: text(title), content: text(confirm), onOk: () => run(rule) });
  };
  return (data?.rows ?? []).map((button) => (
    <Button key={button.rule} loading={pressed === button.rule} onClick={() => press(button)}>
      {text(button.title)}
    </Button>
  ));
}
