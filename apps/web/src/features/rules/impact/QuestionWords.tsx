import { ArrowRightOutlined } from '@ant-design/icons';
import { type ImpactQuestion, ruleKindOf } from '@tangram/rules';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { useDesigner } from '../designer-context.ts';
import { FieldValue } from '../FieldValue.tsx';

/** One number of the impact as a sentence: "412 records come to reach 100 (Hot)". */
export function QuestionWords({
  question,
  count,
  titles,
}: {
  question: ImpactQuestion;
  count: number;
  titles: { readonly [id: string]: string };
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { rule, form } = useDesigner();
  switch (question.type) {
    case 'value':
      return (
        <span>
          <FieldValue
            form={form}
            field={question.field}
            value={question.before}
            titles={titles}
            blank={t('try.blank')}
          />{' '}
          <ArrowRightOutlined />{' '}
          <FieldValue
            form={form}
            field={question.field}
            value={question.after}
            titles={titles}
            blank={t('try.blank')}
          />
          {t('impact.value', { count })}
        </span>
      );
    case 'field': {
      const field = text(form?.fields.get(question.field)?.definition.title) || question.field;
      return <span>{t('impact.field', { count, field })}</span>;
    }
    case 'crosses':
    case 'falls':
    case 'enters':
    case 'leaves': {
      const band = ruleKindOf(rule)
        .levels?.(rule)
        .bands.find(({ key }) => key === question.band);
      return <span>{t(`impact.${question.type}`, { count, band: text(band?.title), from: band?.from ?? '' })}</span>;
    }
    default:
      return <span>{t(`impact.${question.type}`, { count })}</span>;
  }
}
