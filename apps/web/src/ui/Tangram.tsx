/** The seven pieces, laid as the product's square or as a small figure for empty places. */
export function Tangram({ figure = 'square', size = 32 }: { figure?: keyof typeof figures; size?: number }) {
  const { box, pieces } = figures[figure];
  return (
    <svg
      viewBox={box}
      width={size}
      height={size}
      aria-hidden
      focusable={false}
      style={{ display: 'block', flex: 'none' }}
    >
      {pieces.map(([color, points]) => (
        <polygon
          key={color}
          points={points}
          fill={color}
          stroke="var(--t-surface)"
          strokeWidth={1}
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}

const [blue, teal, amber, rose, plum, moss, clay] = [
  '#3b5ccc',
  '#0f7b72',
  '#d98a1f',
  '#b83a5e',
  '#7d4fb3',
  '#5c9a34',
  '#c8613a',
] as const;

/** Coordinates are those of the seven pieces of a square of 56; each figure uses every piece once. */
const figures = {
  square: {
    box: '2 2 60 60',
    pieces: [
      [blue, '4,4 60,4 32,32'],
      [teal, '4,4 32,32 4,60'],
      [amber, '60,4 60,32 46,18'],
      [rose, '46,18 60,32 46,46 32,32'],
      [plum, '32,32 46,46 18,46'],
      [moss, '18,46 46,46 32,60 4,60'],
      [clay, '60,32 60,60 32,60'],
    ],
  },
  sailboat: {
    box: '0 0 84 84',
    pieces: [
      [blue, '40,4 40,44 12,44'],
      [teal, '44,12 76,44 44,44'],
      [amber, '44,2 52,10 44,10'],
      [rose, '28,48 42,48 42,62 28,62'],
      [plum, '44,48 58,48 44,62'],
      [moss, '60,48 78,48 64,62 46,62'],
      [clay, '6,48 26,48 26,68'],
    ],
  },
  house: {
    box: '0 0 84 84',
    pieces: [
      [blue, '42,4 74,36 42,36'],
      [teal, '40,4 40,36 8,36'],
      [amber, '58,6 66,6 66,14'],
      [rose, '30,56 54,56 54,80 30,80'],
      [plum, '16,40 40,40 28,52'],
      [moss, '16,44 16,80 28,68 28,56'],
      [clay, '44,40 68,40 68,80'],
    ],
  },
} as const satisfies Record<string, { box: string; pieces: readonly (readonly [string, string])[] }>;
