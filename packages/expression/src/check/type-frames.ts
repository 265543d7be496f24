import { normalName } from '../parse/name.ts';
import { type FeelType, membersOf } from '../types/feel-type.ts';

/** Names bound inside an expression, innermost first. */
export interface TypeFrame {
  readonly names: { readonly [name: string]: FeelType };
  /** In a filter: the item, whose members are names too. */
  readonly item?: FeelType;
  readonly outer: TypeFrame | null;
}

export interface Found {
  readonly name: string;
  readonly type: FeelType;
}

/** Looks a name up in the frames. `isOpen`: a filter's item of unknown type may have it. */
export function findLocal(frame: TypeFrame | null, name: string): { found: Found | null; isOpen: boolean } {
  let isOpen = false;
  for (let current = frame; current !== null; current = current.outer) {
    const own = findName(current.names, name);
    if (own !== null) return { found: own, isOpen };
    if (current.item === undefined) continue;
    const members = membersOf(current.item);
    const member = members === undefined ? null : findName(members, name);
    if (member !== null) return { found: member, isOpen };
    isOpen ||= current.item.type === 'any';
  }
  return { found: null, isOpen };
}

/** The name as it is spelled in `names`: exactly, else with other white space. Own properties only. */
export function findName(names: { readonly [name: string]: FeelType }, name: string): Found | null {
  if (Object.hasOwn(names, name)) return { name, type: names[name] as FeelType };
  if (!/[\s./\-'+*]/.test(name)) return null;
  const spelled = Object.keys(names).find((each) => normalName(each) === name);
  return spelled === undefined ? null : { name: spelled, type: names[spelled] as FeelType };
}

/** Every name that could stand here, for "did you mean". */
export function namesIn(frame: TypeFrame | null): string[] {
  const names: string[] = [];
  for (let current = frame; current !== null; current = current.outer) {
    names.push(...Object.keys(current.names));
    if (current.item !== undefined) names.push(...Object.keys(membersOf(current.item) ?? {}));
  }
  return names;
}
