import type { ThemeConfig } from 'antd/es/config-provider';

/** Quiet and dense: one accent, small corners, nothing moves. Colours have a contrast of at least 4.5 to 1 on white. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#1d4f91', colorLink: '#1d4f91', colorError: '#b3261e', colorSuccess: '#1b6e3c', colorWarning: '#8a5300', colorText: '#1b2230', colorTextSecondary: '#4a5568', colorTextPlaceholder: '#667085', colorTextDisabled: '#667085', colorBorder: '#8a94a6',
    colorBgLayout: '#f4f6f9', borderRadius: 3, controlHeight: 30, fontSize: 14, motion: false, wireframe: false,
    fontFamily: 'var(--text-font)',
  },
};
