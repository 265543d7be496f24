import { useEffect, useRef, useState } from 'react';

/** Fields drawn at once; those further down are drawn when they come near, so that a form of 500 opens as fast as one of 40. */
export const drawnAtOnce = 40;

/** Pixels around the visible part in which things are made ready. */
const margin = '1200px 0px';

/** Becomes true, and stays so, when the element comes near the visible part of the page; true from the start unless `isLate`. */
export function useNear(isLate: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(!isLate);
  useEffect(() => {
    const element = ref.current;
    if (isNear || element === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      {
        rootMargin: margin,
      },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isNear]);
  return { ref, isNear };
}
