// The subpath `@tangram/expression/function`: expressions as generated code, for the server only (decision 10).
export { compileAdaptively, compileFunction } from './compile/compile-function.ts';
