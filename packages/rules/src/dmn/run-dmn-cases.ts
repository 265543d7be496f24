import {
  type CaseReport,
  caseValue,
  type ConformanceCase,
  contextOf,
  type FeelValue,
  reportCases,
} from '@tangram/expression';
import { type JsonObject, PlatformError } from '@tangram/schema';
import { type CompiledModel, compileModels } from './compile-models.ts';
import type { DmnModel } from './model.ts';

/** A document of cases for decision tables and boxed logic, as made from the DMN Technology Compatibility Kit. */
export interface DmnCases {
  readonly models: { readonly [file: string]: DmnModel };
  readonly tests: readonly DmnCase[];
}

export interface DmnCase extends ConformanceCase {
  readonly model: string;
  /** The decision whose value is compared, of the service's outputs where one is called. */
  readonly decision: string;
  readonly service?: string;
  readonly inputs?: JsonObject;
  /** `decisionTable` where a table has part in the answer. */
  readonly kind?: string;
}

export type DmnCaseReport = CaseReport<{ readonly decision: string; readonly kind: string }>;

/** A moment for `now()` and `today()`: no case depends on which. */
const anyMoment = new Date('2026-01-01T12:00:00Z');

/** Runs every case of a document as DMN 1.5 says; a model that is not there gives null. */
export function runDmnCases(document: DmnCases, now: Date = anyMoment): DmnCaseReport {
  const modelOf = modelFinder(document.models);
  return reportCases(
    document.tests,
    (test) => {
      const model = modelOf(test.model);
      return model === undefined ? null : resultOf(test, model, now);
    },
    ({ decision, kind = '' }) => ({ decision, kind }),
  );
}

/** Imports are looked for in the folder of the model: cases of several suites may use one namespace. */
function modelFinder(models: DmnCases['models']): (file: string) => CompiledModel | undefined {
  const folders = new Map<string, (namespace: string) => CompiledModel | undefined>();
  const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/') + 1);
  return (file) => {
    const model = Object.hasOwn(models, file) ? models[file] : undefined;
    if (model === undefined) return undefined;
    const folder = folderOf(file);
    let found = folders.get(folder);
    if (found === undefined) {
      const inFolder = Object.entries(models).filter(([each]) => folderOf(each) === folder);
      found = compileModels(inFolder.map(([, each]) => each));
      folders.set(folder, found);
    }
    return found(model.namespace);
  };
}

function resultOf(test: DmnCase, model: CompiledModel, now: Date): FeelValue {
  const inputs = contextOf(Object.entries(test.inputs ?? {}).map(([name, value]) => [name, caseValue(value)]));
  const at = { now, zone: 'UTC' };
  try {
    return test.service === undefined
      ? model.decide(test.decision, inputs, at)
      : model.serve(test.service, test.decision, inputs, at);
  } catch (error) {
    // Logic that was stopped has no result; anything else is a mistake of ours and must be seen.
    if (error instanceof PlatformError) return null;
    throw error;
  }
}
