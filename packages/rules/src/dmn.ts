// The subpath `@tangram/rules/dmn`: DMN models and documents, for those who exchange or examine them. A server that only
// runs rules does not load it.
export { compileModels, type CompiledModel } from './dmn/compile-models.ts';
export type { DmnModel } from './dmn/model.ts';
export { runDmnCases, type DmnCase, type DmnCaseReport, type DmnCases } from './dmn/run-dmn-cases.ts';
export { exportDmn, type DmnExport, type NamedTable } from './dmn-xml/export-dmn.ts';
export { importDmn, type DmnImport } from './dmn-xml/import-dmn.ts';
