import { modelForm, type FormModel } from '@tangram/forms';
import { type AppForMember, path, type Row } from '@tangram/client';
import type { FieldSurroundings, ReferenceValue, UploadedFile } from '@tangram/forms/view';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { appQuery } from '../../../app/app-query.ts';
import { client } from '../../../app/client.ts';
import { useLanguage } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import { sessionQuery } from '../../../app/session.ts';
import { Avatar } from '../../../ui/Avatar.tsx';

const mostFound = 20;

/**
 * What field views need of the page: language, zone, and, for members, finding records and people of the application
 * `app`. Visitors of a public form get neither.
 */
export function useFieldSurroundingsOf(app: string, isPublic = false): FieldSurroundings {
  const language = useLanguage();
  const queries = useQueryClient();
  const { data: me } = useQuery({ ...sessionQuery, enabled: false });
  const zone = me?.workspace?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo((): FieldSurroundings => {
    if (isPublic) return { language, zone };
    return {
      language,
      zone,
      findRecords: (form, text) => findRecords(queries, app, form, text),
      findPeople: (text) => findPeople(queries, text),
      upload: (file) => uploadFile(file),
      fileUrl: (id) => client.http.url(path('api', 'files', id)),
      PersonFace,
      RecordLink: ({ form, id, children }) => {
        const address = addressOf(form, app);
        return (
          <Link to={`/apps/${encodeURIComponent(address.app)}/forms/${encodeURIComponent(address.form)}/${id}`}>
            {children}
          </Link>
        );
      },
    };
  }, [language, zone, app, isPublic, queries]);
}

function PersonFace({ name }: { name: string }) {
  return <Avatar name={name} size={20} />;
}

/** The model of a published form of an application as its member has it; undefined when it is not theirs to see. */
export function formModelOf(app: AppForMember | undefined, key: string): FormModel | undefined {
  const definition = app?.forms[key]?.definition;
  if (app === undefined || definition === undefined) return undefined;
  const appKey = app.app.key;
  return modelForm(
    appKey,
    key,
    definition,
    (other, form) => (other === appKey ? formModelOf(app, form) : undefined),
    () => Object.keys(app.forms),
  );
}

async function findRecords(
  queries: QueryClient,
  ownApp: string,
  reference: string,
  text: string,
): Promise<ReferenceValue[]> {
  const { app, form } = addressOf(reference, ownApp);
  const title = formModelOf(await queries.fetchQuery(appQuery(app)), form)?.titleField ?? null;
  const answer = await client.records.list(app, form, {
    limit: mostFound,
    ...(title === null ? {} : { fields: [title] }),
    ...(text === '' ? {} : { search: text }),
  });
  return answer.rows.map((row) => ({ id: row.id, title: titleIn(row, title) }));
}

/** Title fields hold texts; a form without one shows its records' ids. */
function titleIn(row: Row, titleField: string | null): string {
  const title = titleField === null ? row.id : row[titleField];
  return typeof title === 'string' ? title : '';
}

/** People are few and asked for often: found in the list that is kept anyway. */
async function findPeople(queries: QueryClient, text: string): Promise<ReferenceValue[]> {
  const { rows } = await queries.fetchQuery({
    queryKey: keys.people,
    queryFn: () => client.people.people(),
    staleTime: 60_000,
  });
  const wanted = text.trim().toLowerCase();
  return rows
    .filter((person) => person.is_active && `${person.name} ${person.email}`.toLowerCase().includes(wanted))
    .slice(0, mostFound)
    .map((person) => ({ id: person.id, title: person.name }));
}

function uploadFile(file: File): Promise<UploadedFile> {
  const contentType = file.type === '' ? 'application/octet-stream' : file.type;
  return client.http.send('POST', '/api/files', { query: { name: file.name }, body: file, contentType });
}

function addressOf(reference: string, ownApp: string): { app: string; form: string } {
  const [first = '', second] = reference.split('/');
  return second === undefined ? { app: ownApp, form: first } : { app: first, form: second };
}
