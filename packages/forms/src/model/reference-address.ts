/** `account` within `crm` -> crm/account; `erp/product` -> erp/product. */
export function referenceAddress(reference: string, ownApp: string): { app: string; form: string } {
  const slash = reference.indexOf('/');
  return slash < 0
    ? { app: ownApp, form: reference }
    : { app: reference.slice(0, slash), form: reference.slice(slash + 1) };
}
