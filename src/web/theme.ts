import { createTheme, type MantineColorsTuple } from '@mantine/core'

const ink: MantineColorsTuple = ['#f2f1f9', '#e2e0f1', '#c3c0e4', '#a29dd6', '#857fca', '#726bc2', '#5a54b0', '#37348a', '#2f2c78', '#252261']

/** Mantine, where a screen needs one of its heavier components, wears the same clothes: our face, our corners, our one accent. */
export const theme = createTheme({
  fontFamily: 'var(--face)',
  fontFamilyMonospace: 'var(--face)',
  headings: { fontFamily: 'var(--face)', fontWeight: '600' },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 2 },
  colors: { ink },
  defaultRadius: 2,
  white: '#fbfaf6',
  black: '#1a1916',
  respectReducedMotion: true,
})
