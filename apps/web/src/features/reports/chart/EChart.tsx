import type { JsonObject } from '@tangram/schema';
import type { EChartsType } from 'echarts/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import styles from './chart.module.css';
import { init } from './echarts.ts';

/** Draws an option and fits it to its box. `onRow` is told the row of a mark that was clicked. */
export function EChart({ option, label, onRow }: { option: JsonObject; label: string; onRow?: (row: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const click = useEffectEvent((row: number) => onRow?.(row));

  useEffect(() => {
    const element = box.current as HTMLDivElement;
    const made = init(element);
    chart.current = made;
    made.on('click', ({ data }) => {
      const row = (data as { readonly row?: unknown } | null)?.row;
      if (typeof row === 'number') click(row);
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    // Not merged: a series that is gone must not stay on the picture.
    const textStyle = { ...(option['textStyle'] as JsonObject), fontFamily: fontOf(box.current as HTMLDivElement) };
    chart.current?.setOption({ ...option, textStyle }, { notMerge: true });
  }, [option]);

  return (
    <div ref={box} className={styles['canvas']} role="img" aria-label={label} data-clickable={onRow !== undefined} />
  );
}

/** A canvas takes its letters from nowhere by itself: it is told the page's. */
function fontOf(element: HTMLElement): string {
  return getComputedStyle(element).fontFamily;
}
