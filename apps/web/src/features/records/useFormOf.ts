import type { AppForMember, FormAccess } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { appQuery } from '../../app/app-query.ts';
import { formModelOf } from '../forms/index.ts';

export interface FormOf {
  readonly app: AppForMember;
  readonly form: FormModel;
  readonly access: FormAccess;
}

/** A published form as the person may use it; null when it is not there or not theirs, undefined while loading. */
export function useFormOf(appKey: string, formKey: string): { found: FormOf | null | undefined; error: Error | null } {
  const { data: app, error } = useQuery(appQuery(appKey));
  const found = useMemo(() => {
    if (app === undefined) return undefined;
    const form = formModelOf(app, formKey);
    const access = app.forms[formKey]?.access;
    return form === undefined || access === undefined ? null : { app, form, access };
  }, [app, formKey]);
  return { found, error };
}
