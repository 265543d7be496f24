import type { Department } from '@tangram/client';

export interface DepartmentLine {
  readonly department: Department;
  /** 0 at the top. */
  readonly depth: number;
}

/** The departments from the top down, each followed by those below it; what hangs on nothing known stands at the top. */
export function departmentTree(departments: readonly Department[]): readonly DepartmentLine[] {
  const known = new Set(departments.map((one) => one.id));
  const lines: DepartmentLine[] = [];
  const seen = new Set<string>();
  const walk = (parent: string | null, depth: number) => {
    for (const department of departments) {
      const above = department.parent !== null && known.has(department.parent) ? department.parent : null;
      if (above !== parent || seen.has(department.id)) continue;
      seen.add(department.id);
      lines.push({ department, depth });
      walk(department.id, depth + 1);
    }
  };
  walk(null, 0);
  return lines;
}

/** The department and everything below it: what may not become its parent. */
export function withBelow(id: string, departments: readonly Department[]): ReadonlySet<string> {
  const found = new Set([id]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const one of departments) if (one.parent !== null && found.has(one.parent)) found.add(one.id);
  }
  return found;
}
