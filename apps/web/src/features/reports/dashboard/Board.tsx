import type { AppForMember } from '@tangram/client';
import { gridColumns } from '@tangram/reports';
import type { DashboardDefinition } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import GridLayout, { type Layout, useContainerWidth } from 'react-grid-layout';
import 'react-grid-layout/css/styles.css';
import { useText } from '../../../app/i18n.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ReportCard } from '../chart/ReportCard.tsx';
import styles from '../designer/designer.module.css';
import board from './Board.module.css';
import { addTile, arrangeTiles, type DashboardEdit } from './dashboard-edits.ts';
import { draggedReport, sizeOfReport } from './ReportPalette.tsx';

/** One row is 64 px and the gap below it 16: together the 80 of a dashboard's grid. */
const gridConfig = { cols: gridColumns, rowHeight: 64, margin: [16, 16] as const, containerPadding: [0, 0] as const };

/** The tiles with their live answers, to drag by their head and resize at their corner. */
export function Board({
  app,
  model,
  dashboard,
  selected,
  onSelect,
  edit,
}: {
  app: string;
  model: AppForMember;
  dashboard: DashboardDefinition;
  selected: string | null;
  onSelect: (id: string | null) => void;
  edit: DashboardEdit;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  const { width, containerRef, mounted } = useContainerWidth();
  const arrange = (layout: Layout) => edit('arrange', (before) => arrangeTiles(before, layout.map(placeOf)));
  return (
    // A click beside the tiles selects nothing; by keyboard Escape does that.
    <div className={styles['board']} onClick={(event) => event.target === event.currentTarget && onSelect(null)}>
      <div ref={containerRef as never} className={board['grid']}>
        {mounted && (
          <GridLayout
            width={width}
            layout={dashboard.tiles.map(({ id, x, y, width: w, height: h }) => ({
              i: id,
              x,
              y,
              w,
              h,
              minW: 2,
              minH: 2,
            }))}
            gridConfig={gridConfig}
            dragConfig={{ enabled: true, cancel: 'button, a, canvas, table' }}
            resizeConfig={{ enabled: true, handles: ['se'] }}
            dropConfig={{ enabled: true, defaultItem: { w: 6, h: 4 } }}
            onDragStop={arrange}
            onResizeStop={arrange}
            onDrop={(_layout, item, event) => {
              const report = draggedReport(event as DragEvent);
              if (item === undefined || report === null) return;
              edit('addTile', (before) =>
                addTile(before, report, sizeOfReport(model, report), { x: item.x, y: item.y }),
              );
            }}
            style={{ minHeight: 'calc(100vh - 100px)' }}
          >
            {dashboard.tiles.map((tile) => {
              const report = model.reports[tile.report];
              return (
                <div key={tile.id} data-tile={tile.id}>
                  <div
                    className={styles['tile']}
                    data-selected={tile.id === selected}
                    // Not a button: the card holds buttons of its own.
                    role="group"
                    aria-label={text(report?.title)}
                    aria-current={tile.id === selected}
                    tabIndex={0}
                    onClick={() => onSelect(tile.id)}
                    onKeyDown={(event) =>
                      event.target === event.currentTarget && event.key === 'Enter' && onSelect(tile.id)
                    }
                  >
                    {report === undefined ? (
                      <EmptyState small title={t('missing')} text={t('missingText')} figure="square" />
                    ) : (
                      <ReportCard app={app} report={report} canDrill={false} />
                    )}
                  </div>
                </div>
              );
            })}
          </GridLayout>
        )}
      </div>
      {dashboard.tiles.length === 0 && (
        <div className={styles['boardStart']}>
          <EmptyState title={t('designer.startDashboard')} text={t('designer.startDashboardText')} figure="house" />
        </div>
      )}
    </div>
  );
}

function placeOf({ i, x, y, w, h }: Layout[number]) {
  return { id: i, x, y, width: w, height: h };
}
