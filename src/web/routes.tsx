import type { Room } from './room.ts'

/** Every room's `screens/routes.tsx` is found by its place in the tree: adding a room changes no file here. Only these small lists load at once; each screen is its own chunk. */
const found = import.meta.glob<{ default: Room }>('../*/**/screens/routes.tsx', { eager: true })

export const rooms: readonly Room[] = Object.values(found).map((module) => module.default)
