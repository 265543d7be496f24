import { InboxOutlined } from '@ant-design/icons';
import type { ImportPreview } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { useMutation } from '@tanstack/react-query';
import { Spin, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import styles from './ImportPage.module.css';

/** Takes the file to the server, which reads it and shows what is in it. */
export function FileStep({ form, onRead }: { form: FormModel; onRead: (file: ImportPreview) => void }) {
  const { t } = useTranslation('records');
  const upload = useMutation({
    mutationFn: (file: File) => client.records.uploadImport(form.app, form.key, { name: file.name, body: file }),
    onSuccess: onRead,
  });
  return (
    <>
      <Spin spinning={upload.isPending}>
        <Upload.Dragger
          accept=".csv,.xlsx,.txt,.tsv"
          multiple={false}
          showUploadList={false}
          beforeUpload={(file) => {
            upload.mutate(file);
            return false;
          }}
        >
          <div className={styles['drop']}>
            <InboxOutlined />
            <strong>{t('importing.drop')}</strong>
            <span>{t('importing.dropText')}</span>
          </div>
        </Upload.Dragger>
      </Spin>
      {upload.error !== null && <ProblemList problems={problemsToShow(upload.error)} />}
    </>
  );
}
