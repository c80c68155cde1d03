import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, Outlet, type AnyRoute } from '@tanstack/react-router'
import { parseAddress, writeAddress } from './address-text.ts'
import { useWords } from './language.ts'
import { Waiting } from './parts/States.tsx'
import { placesOf } from './places.ts'
import { mayEnter, type Screen } from './room.ts'
import { rooms } from './routes.tsx'
import { actingPost, useMe } from './session.ts'
import { Crashed, Message } from './shell/Message.tsx'
import { Shell } from './shell/Shell.tsx'
import { shellWords } from './words.ts'

function NotFound() {
  const t = useWords(shellWords)
  return <Message title={t.notFoundTitle}>{t.notFound}</Message>
}

/** Shows the screen, or says in words that the post acted for may not enter. The server is the guard; this is the courtesy. */
function Guard({ screen }: { screen: Screen }) {
  const t = useWords(shellWords)
  const me = useMe()
  if (!mayEnter(me, screen)) return <Message title={t.forbiddenTitle}>{t.forbidden(actingPost(me)?.title ?? t.noPost)}</Message>
  return <Outlet />
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })
const bare = createRoute({ getParentRoute: () => root, id: 'bare', component: () => <main id="content"><Outlet /></main> })

function routeOf(screen: Screen, parent: AnyRoute): AnyRoute {
  // The guard is a route of its own, so that the screen's chunk is not even asked for by those who may not enter.
  const guarded: AnyRoute = screen.permission === undefined ? parent : createRoute({ getParentRoute: () => parent, id: `may:${screen.path}`, component: () => <Guard screen={screen} /> })
  const own: AnyRoute = createRoute({
    getParentRoute: () => guarded, path: screen.path, component: lazyRouteComponent(screen.load),
    errorComponent: Crashed, pendingComponent: () => <div className="screen"><Waiting /></div>,
  } as never)
  const children = (screen.children ?? []).map((child) => routeOf(child, own))
  if (children.length > 0) own.addChildren(children)
  return guarded === parent ? own : guarded.addChildren([own])
}

/** An address nobody knows keeps the frame: whoever followed an old link can go on from there. */
const unknown = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound })

/** The first screen: the first place, in order, that the post may enter; the shell says so when there is none. */
const home = createRoute({ getParentRoute: () => shell, path: '/', component: Home })
function Home() {
  const t = useWords(shellWords)
  const me = useMe()
  const first = placesOf(me)[0]
  if (first) return <Navigate to={first.to as never} replace />
  return <Message title={t.welcome}>{me.posts.length === 0 ? t.noPosts : t.welcomeText}</Message>
}

export function makeRouter(extra: readonly Screen[] = []) {
  const screens = [...rooms.flatMap((room) => room.screens), ...extra]
  return createRouter({
    routeTree: root.addChildren([
      shell.addChildren([home, unknown, ...screens.filter((screen) => !screen.bare).map((screen) => routeOf(screen, shell))]),
      bare.addChildren(screens.filter((screen) => screen.bare).map((screen) => routeOf(screen, bare))),
    ]),
    parseSearch: parseAddress, stringifySearch: writeAddress,
    defaultPreload: 'intent', defaultPendingMs: 300, scrollRestoration: true, defaultErrorComponent: Crashed, defaultNotFoundComponent: NotFound,
  })
}
