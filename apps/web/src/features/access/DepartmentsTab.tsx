export function DepartmentsTab() { return null; }
