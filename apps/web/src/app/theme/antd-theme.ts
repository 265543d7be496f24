import { type ThemeConfig, theme } from 'antd';
import { accentIn, type Mode, mix, palettes, softOf } from './palette.ts';

/** Latin first, then the Chinese font each system has; the last name is what Debian and Android call theirs. */
export const fontFamily =
  'Inter, -apple-system, BlinkMacSystemFont, "Segoe UI Variable", "Segoe UI", "PingFang SC", "Hiragino Sans GB", ' +
  '"Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const deskHeights = { controlHeight: 36, controlHeightLG: 44, controlHeightSM: 28 };
const phoneHeights = { controlHeight: 44, controlHeightLG: 48, controlHeightSM: 40 };

export interface ThemeOptions {
  /** False where the person asked for less: antd then waits for the end of no animation. */
  readonly motion: boolean;
  /** Controls are as high as a thumb is wide. */
  readonly isPhone: boolean;
}

export function antdTheme(mode: Mode, appAccent: string | undefined, { motion, isPhone }: ThemeOptions): ThemeConfig {
  const p = palettes[mode];
  const accent = accentIn(mode, appAccent);
  const soft = softOf(mode, accent);
  const onAccent = mode === 'light' ? '#ffffff' : '#0f1012';
  return {
    algorithm: [mode === 'light' ? theme.defaultAlgorithm : theme.darkAlgorithm, keepAccent(mode, accent)],
    token: {
      motion,
      fontFamily,
      fontSize: 14,
      fontWeightStrong: 600,
      lineHeight: 1.5714,
      borderRadius: 8,
      borderRadiusLG: 12,
      borderRadiusSM: 6,
      borderRadiusXS: 4,
      ...(isPhone ? phoneHeights : deskHeights),
      wireframe: false,
      colorPrimary: accent,
      colorLink: accent,
      colorInfo: accent,
      colorInfoBg: soft,
      colorSuccess: p.good,
      colorWarning: p.warn,
      // What antd derives from a dark warning colour is muddy.
      colorWarningBg: mix(p.warn, p.surface, 0.9),
      colorWarningBorder: mix(p.warn, p.surface, 0.65),
      colorError: p.bad,
      colorTextLightSolid: onAccent,
      colorBgLayout: p.canvas,
      colorBgContainer: p.surface,
      colorBgElevated: p.raised,
      colorBorder: p.lineStrong,
      colorBorderSecondary: p.line,
      colorSplit: p.line,
      colorText: p.text,
      colorTextSecondary: p.textSoft,
      colorTextTertiary: p.textFaint,
      colorTextDescription: p.textFaint,
      colorTextPlaceholder: p.textFaint,
      colorTextQuaternary: mix(p.textFaint, p.surface, 0.35),
      colorFillTertiary: p.hover,
      colorFillQuaternary: p.sunken,
      boxShadow: p.shadowLarge,
      boxShadowSecondary: p.shadowLarge,
      boxShadowTertiary: p.shadow,
      controlItemBgActive: soft,
      controlItemBgActiveHover: soft,
      controlItemBgHover: p.hover,
    },
    components: {
      Button: {
        fontWeight: 500,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        paddingInline: 16,
      },
      Input: { activeShadow: `0 0 0 3px ${soft}`, paddingInline: 12 },
      InputNumber: { activeShadow: `0 0 0 3px ${soft}`, paddingInline: 12 },
      Select: { optionSelectedBg: soft, optionSelectedFontWeight: 500, optionPadding: '7px 12px' },
      Modal: { borderRadiusLG: 16, titleFontSize: 18, contentBg: p.raised, headerBg: p.raised },
      Drawer: { colorBgElevated: p.surface },
      Tabs: {
        horizontalItemGutter: isPhone ? 4 : 24,
        horizontalItemPadding: isPhone ? '12px 10px' : '12px 0',
        titleFontSize: 14,
        itemColor: p.textSoft,
        cardGutter: 4,
      },
      Table: {
        headerBg: 'transparent',
        headerColor: p.textFaint,
        headerSplitColor: 'transparent',
        rowHoverBg: p.hover,
      },
      Segmented: { trackBg: p.hover, itemSelectedBg: p.raised, trackPadding: 3 },
      Form: { labelColor: p.textSoft, verticalLabelPadding: '0 0 6px', itemMarginBottom: 20 },
      Tooltip: { colorBgSpotlight: mode === 'light' ? '#26292f' : '#32363c', colorTextLightSolid: '#f4f4f1' },
      Menu: { itemBorderRadius: 8, itemSelectedBg: soft },
      Dropdown: { paddingBlock: isPhone ? 11 : 7 },
      Tag: { defaultBg: p.hover, borderRadiusSM: 6 },
      Alert: { withDescriptionPadding: '16px 20px' },
      Message: { contentBg: p.raised },
      Notification: {},
      Steps: { iconSize: 28 },
    },
  };
}

/** antd's algorithms make a colour of their own out of the accent, dimmer on dark pages: ours stays as it is chosen. */
function keepAccent(mode: Mode, accent: string): NonNullable<Exclude<ThemeConfig['algorithm'], unknown[]>> {
  const stronger = mode === 'light' ? '#000000' : '#ffffff';
  return (seed, derived) => ({
    ...(derived ?? theme.defaultAlgorithm(seed)),
    colorPrimary: accent,
    // Away from the text upon it, never towards it.
    colorPrimaryHover: mix(accent, stronger, 0.1),
    colorPrimaryActive: mix(accent, stronger, 0.2),
    colorPrimaryText: accent,
    colorInfo: accent,
    colorLink: accent,
    colorLinkHover: mix(accent, stronger, 0.2),
    colorLinkActive: mix(accent, stronger, 0.3),
  });
}
