import type { FormModel } from '@tangram/forms';
import { type ScoreEvent, type ScoreIdle, textIn } from '@tangram/schema';
import type { TFunction } from 'i18next';

/** What a line of events says below its title: `“pricing_view”, at most 3 times a week, half after 30 days`. */
export function eventWords(t: TFunction<'rules'>, { event, counts, cap, decay }: ScoreEvent, when: string): string {
  const parts = [
    t('score.event', { event: event === '' ? '…' : event }),
    when === '' ? '' : t('score.ifWords', { when }),
    typeof counts === 'string' ? t(`score.${counts}`) : t(`score.per.${counts.per}`, { count: counts.times }),
    cap === undefined ? '' : t('score.capWords', { cap }),
    decay === undefined ? '' : t(`score.decay.${decay.type}`, { count: decay.days }),
  ];
  return parts.filter((part) => part !== '').join(t('score.comma'));
}

/** `no visit, trial and no change of Stage for 30 days`. */
export function idleWords(
  t: TFunction<'rules'>,
  { days, events = [], fields = [] }: ScoreIdle,
  form: FormModel | undefined,
  language: string,
): string {
  const names = [...events, ...fields.map((key) => textIn(form?.fields.get(key)?.definition.title, language) || key)];
  return t('score.idleWords', {
    count: days,
    names: names.length === 0 ? '…' : names.join(language === 'zh' ? '、' : ', '),
  });
}
