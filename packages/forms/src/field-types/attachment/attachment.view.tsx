import { LoadingOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import type { JsonValue } from '@tangram/schema';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import { type FieldInputProps, type FieldView, type UploadedFile, useFieldSurroundings } from '../../field.view.tsx';

const words = {
  en: { add: 'Add a file', failed: 'The file could not be uploaded.', remove: 'Remove' },
  zh: { add: '添加文件', failed: '文件上传失败。', remove: '移除' },
};

function AttachmentInput({ field, value, onChange, onDone, id, isReadOnly }: FieldInputProps) {
  const { language, upload } = useFieldSurroundings();
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const files = filesOf(value);
  const maxFiles = field.settings?.['maxFiles'];
  const isFull = typeof maxFiles === 'number' && files.length >= maxFiles;
  const add = async (file: File) => {
    setBusy(true);
    setFailed(false);
    try {
      const added = await upload?.(file);
      if (added !== undefined) onChange([...files, added] as unknown as JsonValue);
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
      onDone?.();
    }
  };
  return (
    <div id={id}>
      {files.map((file) => (
        <div key={file.id} style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
          <File file={file} />
          {isReadOnly !== true && (
            <Button
              type="link"
              size="small"
              onClick={() =>
                onChange(files.length === 1 ? null : (files.filter((one) => one !== file) as unknown as JsonValue))
              }
            >
              {words[language].remove}
            </Button>
          )}
        </div>
      ))}
      {isReadOnly !== true && upload !== undefined && !isFull && (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void add(file);
            return false;
          }}
        >
          <Button icon={isBusy ? <LoadingOutlined /> : <UploadOutlined />} disabled={isBusy}>
            {words[language].add}
          </Button>
        </Upload>
      )}
      {hasFailed && <div role="alert">{words[language].failed}</div>}
    </div>
  );
}

function File({ file }: { file: UploadedFile }) {
  const { fileUrl } = useFieldSurroundings();
  const name = (
    <>
      <PaperClipOutlined /> {file.name}
    </>
  );
  return fileUrl === undefined ? <span>{name}</span> : <a href={fileUrl(file.id)}>{name}</a>;
}

function filesOf(value: JsonValue): readonly UploadedFile[] {
  return Array.isArray(value) ? (value as unknown as readonly UploadedFile[]) : [];
}

export const attachmentView: FieldView = {
  Input: AttachmentInput,
  Cell: ({ value }) => (
    <span style={{ display: 'inline-flex', gap: 12, overflow: 'hidden' }}>
      {filesOf(value).map((file) => (
        <File key={file.id} file={file} />
      ))}
    </span>
  ),
};
