import { type WorkCalendar, weekdays } from '@tangram/expression';
import {
  fieldStates,
  type FieldStates,
  formErrors,
  formExpressions,
  type FormModel,
  isBlank,
  requiredProblems,
} from '@tangram/forms';
import {
  type JsonValue,
  type Language,
  localizeProblem,
  type Problem,
  pointer,
  pointerSteps,
  type RecordValues,
} from '@tangram/schema';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** A record while it is filled in. */
export interface RecordDraftState {
  /** As typed, blanks included. */
  readonly values: RecordValues;
  /** What is wrong, by field: found here when a field is left, or sent back by the server. */
  readonly problems: ReadonlyMap<string, Problem>;
  /** What the form's conditions make of the fields as they stand. */
  readonly states: FieldStates;
  readonly isChanged: boolean;
  set(field: string, value: JsonValue): void;
  /** Editing of the field is over: what was typed becomes the value it means, or a problem says why not. */
  leave(field: string): void;
  /** The changed values as they go to the server; null when something must be put right first. */
  submit(): RecordValues | null;
  /** Shows what the server refused; problems whose path is no field are handed back. */
  refuse(problems: readonly Problem[]): readonly Problem[];
  /** Begins again from a record as stored. */
  reset(values: RecordValues): void;
}

export type RecordDraft = StoreApi<RecordDraftState>;

export interface RecordDraftOptions {
  readonly form: FormModel;
  readonly values: RecordValues;
  readonly language: Language;
  /** IANA zone in which times are typed. */
  readonly zone: string;
  /** Which days are worked; Monday to Friday when missing. */
  readonly calendar?: WorkCalendar;
  /** The clock for conditions. */
  readonly now: () => Date;
  /** Only these fields are shown and sent; all when missing. */
  readonly fields?: ReadonlySet<string>;
}

/** The store of one record's form, without React. */
export function createRecordDraft(options: RecordDraftOptions): RecordDraft {
  const { form, language, zone, calendar = weekdays, fields } = options;
  let stored = options.values;

  const normalized = (key: string, value: JsonValue): { value: JsonValue } | { problem: Problem } => {
    const field = form.fields.get(key);
    if (field === undefined || isBlank(value)) return { value: null };
    const result = field.type.normalize(value, field.definition, { language, zone });
    if ('problem' in result) return { problem: localized({ ...result.problem, path: pointer(key) }) };
    // A picked record keeps its title for showing; only its id is sent.
    return field.references === undefined ? result : { value };
  };
  /** Conditions see what is meant, not what is typed: `1,200` is a number while it is being written. */
  const statesOf = (values: RecordValues) => {
    const meant: { [key: string]: JsonValue } = {};
    for (const key of formExpressions(form).conditionReads) {
      const result = normalized(key, values[key] ?? null);
      meant[key] = 'value' in result ? result.value : null;
    }
    return fieldStates(form, meant, { now: options.now(), zone, calendar });
  };
  const localized = (problem: Problem) => localizeProblem(problem, formErrors, language);

  return createStore<RecordDraftState>((set, get) => {
    const show = (values: RecordValues) => set({ values, states: statesOf(values), isChanged: true });
    return {
      values: stored,
      problems: new Map(),
      states: statesOf(stored),
      isChanged: false,
      set(field, value) {
        const problems = new Map(get().problems);
        if (problems.delete(field)) set({ problems });
        show({ ...get().values, [field]: value });
      },
      leave(field) {
        const value = get().values[field] ?? null;
        const result = normalized(field, value);
        if ('problem' in result) set({ problems: new Map(get().problems).set(field, result.problem) });
        else if (!isSame(result.value, value)) show({ ...get().values, [field]: result.value });
      },
      submit() {
        const problems = new Map<string, Problem>();
        const values: { [key: string]: JsonValue } = { ...get().values };
        for (const field of form.fields.values()) {
          if (field.isSystem || field.isComputed || field.isGenerated) continue;
          if (fields !== undefined && !fields.has(field.key)) continue;
          const result = normalized(field.key, values[field.key] ?? null);
          if ('problem' in result) problems.set(field.key, result.problem);
          else values[field.key] = result.value;
        }
        const checked = {
          now: options.now(),
          zone,
          calendar,
          language,
          ...(fields === undefined ? {} : { only: fields }),
        };
        for (const problem of requiredProblems(form, values, checked)) {
          const key = pointerSteps(problem.path)[0] ?? '';
          if (!problems.has(key)) problems.set(key, localized(problem));
        }
        const states = statesOf(values);
        set({ problems, values, states });
        return problems.size > 0 ? null : changedValues(form, stored, values, states);
      },
      refuse(refused) {
        const problems = new Map<string, Problem>();
        const others: Problem[] = [];
        for (const problem of refused) {
          const key = fieldOf(problem, form);
          if (key === undefined) others.push(problem);
          else if (!problems.has(key)) problems.set(key, localized(problem));
        }
        set({ problems });
        return others;
      },
      reset(values) {
        stored = values;
        set({ values, problems: new Map(), states: statesOf(values), isChanged: false });
      },
    };
  });
}

/** Values that differ from what is stored; a reference goes as its id. Hidden fields are not sent. */
function changedValues(form: FormModel, stored: RecordValues, values: RecordValues, states: FieldStates): RecordValues {
  const changed: { [key: string]: JsonValue } = {};
  for (const field of form.fields.values()) {
    if (field.isSystem || field.isComputed || field.isGenerated || states.hidden.has(field.key)) continue;
    const value = idOf(values[field.key] ?? null, field.references !== undefined);
    if (!isSame(value, idOf(stored[field.key] ?? null, field.references !== undefined))) changed[field.key] = value;
  }
  return changed;
}

function idOf(value: JsonValue, isReference: boolean): JsonValue {
  if (!isReference || value === null || typeof value !== 'object' || !('id' in value)) return value;
  return (value as { id: JsonValue }).id;
}

/** The server's pointers begin at the record or at a request's `values`. */
function fieldOf(problem: Problem, form: FormModel): string | undefined {
  const steps = pointerSteps(problem.path);
  return steps.slice(0, 3).find((step) => form.fields.has(step));
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
