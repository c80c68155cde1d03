import { MantineProvider } from '@mantine/core'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@fontsource/be-vietnam-pro/400.css'
import '@fontsource/be-vietnam-pro/400-italic.css'
import '@fontsource/be-vietnam-pro/500.css'
import '@fontsource/be-vietnam-pro/600.css'
import './styles/figures.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiRefusal } from './api.ts'
import './appearance.ts'
import type { Screen } from './room.ts'
import { makeRouter } from './router.tsx'
import { Gate } from './shell/Gate.tsx'
import { theme } from './theme.ts'
import { sayRefusal, Toasts } from './toasts.tsx'

/** A refusal is an answer and is not asked again; a dead network is tried twice more. */
const client: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 30 * 60_000, retry: (count, error) => count < 2 && (!(error instanceof ApiRefusal) || error.status === 0 || error.status >= 502) },
    // A command that nobody shows the refusal of must not fail in silence. A form that shows it itself sets its own `onError`.
    mutations: { retry: false, onError: sayRefusal },
  },
})

const partsPage: readonly Screen[] = import.meta.env.DEV ? [{ path: '/_parts', title: { vi: 'Các bộ phận', en: 'Parts' }, load: () => import('./kitchen/Parts.tsx') }] : []
const router = makeRouter(partsPage)

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false} getRootElement={() => document.documentElement}>
      <QueryClientProvider client={client}>
        <Gate><RouterProvider router={router} /></Gate>
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
