import type { FormModel } from '@tangram/forms';
import type { Problem } from '@tangram/schema';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** The problems that name records which are there already, and the others. */
export function duplicatesAmong(problems: readonly Problem[]): {
  readonly duplicates: readonly Problem[];
  readonly rest: readonly Problem[];
} {
  return {
    duplicates: problems.filter(({ code }) => code.startsWith(refused)),
    rest: problems.filter(({ code }) => !code.startsWith(refused)),
  };
}

const refused = 'RULE_DUPLICATE';
/** The rule only warns: the person decides. */
const likely = 'RULE_DUPLICATE_LIKELY';

/** The records that are there already, each to be opened beside this page; saves all the same where that is allowed. */
export function Duplicates({
  form,
  problems,
  isBusy = false,
  onSave,
}: {
  form: FormModel;
  problems: readonly Problem[];
  isBusy?: boolean;
  /** Missing while the record is still being typed: nobody has been asked yet. */
  onSave?: () => void;
}) {
  const { t } = useTranslation('records');
  if (problems.length === 0) return null;
  const maySave = problems.every(({ code }) => code.startsWith(likely));
  const base = `/apps/${encodeURIComponent(form.app)}/forms/${encodeURIComponent(form.key)}`;
  return (
    <Alert
      style={{ marginBottom: 16 }}
      type={maySave ? 'warning' : 'error'}
      role={onSave === undefined ? 'status' : 'alert'}
      title={t(maySave ? 'record.duplicates' : 'record.duplicatesRefused')}
      description={
        <>
          <ul style={{ paddingInlineStart: 20, margin: '4px 0 12px' }}>
            {problems.map(({ message, params }, at) => (
              // Two records that may not be seen say the same: only their position tells them apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={at}>
                {message}{' '}
                {typeof params?.['record'] === 'string' && (
                  // Within a sentence a link must differ by more than its colour.
                  <a
                    href={`${base}/${params['record']}`}
                    target="_blank"
                    rel="noreferrer"
                    style={{ textDecoration: 'underline' }}
                  >
                    {t('record.openThatOne')}
                  </a>
                )}
              </li>
            ))}
          </ul>
          {maySave && onSave !== undefined && (
            <Button loading={isBusy} onClick={onSave}>
              {t('record.saveAllTheSame')}
            </Button>
          )}
        </>
      }
    />
  );
}
