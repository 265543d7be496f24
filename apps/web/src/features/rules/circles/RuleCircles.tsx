import type { RuleCircle } from '@tangram/rules';
import type { JsonObject } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { keys } from '../../../app/query-keys.ts';
import { useDesigner } from '../designer-context.ts';
import { CirclePicture } from './CirclePicture.tsx';
import styles from './RuleCircles.module.css';

/** The circles of rules that wake each other which the draft would be in, drawn, and how each of them ends. */
export function RuleCircles() {
  const { t } = useTranslation('rules');
  const { app, ruleKey, rule } = useDesigner();
  const asked = useQuery({
    queryKey: keys.definitions(app, 'circles', ruleKey, rule),
    // The route answers what the engine's `circles` returns. A draft with mistakes has none: its mistakes are told beside.
    queryFn: async () =>
      (await client.work.ruleCircles(app, ruleKey, { definition: rule as unknown as JsonObject }))
        .circles as unknown as readonly RuleCircle[],
    retry: false,
    staleTime: 0,
  });
  const circles = asked.data ?? [];
  if (circles.length === 0) return null;
  return (
    <section className={styles['circles']}>
      <h3>{t('circles.title', { count: circles.length })}</h3>
      {circles.map((circle) => (
        <CirclePicture key={circle.stations.map(({ key }) => key).join(' ')} circle={circle} />
      ))}
    </section>
  );
}
