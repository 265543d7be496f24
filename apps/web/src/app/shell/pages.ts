import type { AppForMember } from '@tangram/client';
import type { LocalText, MenuItem } from '@tangram/schema';

/** One line of an application's menu, ready to be drawn. */
export interface MenuPage {
  readonly path: string;
  readonly title: LocalText;
  readonly icon: string;
}

export interface MenuGroup {
  /** Null for pages that stand in no group. */
  readonly title: LocalText | null;
  readonly pages: readonly MenuPage[];
}

/**
 * The menu of an application as groups of pages, without what the person may not open. An application without a menu
 * shows all its forms and dashboards.
 */
export function menuOf(model: AppForMember): readonly MenuGroup[] {
  const items = model.app.menu.length > 0 ? model.app.menu : wholeMenu(model);
  const groups: { title: LocalText | null; pages: MenuPage[] }[] = [];
  const walk = (list: readonly MenuItem[], title: LocalText | null) => {
    for (const item of list) {
      if (item.type === 'group') {
        walk(item.children, item.title);
        continue;
      }
      const page = pageOf(model, item);
      if (page === undefined) continue;
      const last = groups.at(-1);
      if (last !== undefined && last.title === title) last.pages.push(page);
      else groups.push({ title, pages: [page] });
    }
  };
  walk(items, null);
  return groups;
}

function pageOf(model: AppForMember, item: Exclude<MenuItem, { type: 'group' }>): MenuPage | undefined {
  const at = (...parts: string[]) => `/apps/${[model.app.key, ...parts].map(encodeURIComponent).join('/')}`;
  switch (item.type) {
    case 'form': {
      const form = model.forms[item.form]?.definition.form;
      return form && { path: at('forms', item.form), title: form.title, icon: form.icon ?? 'table' };
    }
    case 'dashboard': {
      const dashboard = model.dashboards?.[item.dashboard];
      return dashboard && { path: at('dashboards', item.dashboard), title: dashboard.title, icon: 'dashboard' };
    }
    case 'report': {
      const report = model.reports?.[item.report];
      return report && { path: at('reports', item.report), title: report.title, icon: 'bar-chart' };
    }
  }
}

function wholeMenu(model: AppForMember): MenuItem[] {
  return [
    ...Object.keys(model.dashboards ?? {}).map((dashboard): MenuItem => ({ type: 'dashboard', dashboard })),
    ...Object.keys(model.forms).map((form): MenuItem => ({ type: 'form', form })),
  ];
}
