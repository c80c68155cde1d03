import type { ComponentType } from 'react'
import type { Me } from './session.ts'

/** A label in both languages. */
export type Label = { readonly vi: string; readonly en: string }

/** The three lines of the province's work: chỉ đạo, thực địa, hậu cần. `own` stands above them (my work); `system` below (administration). */
export type Line = 'own' | 'command' | 'field' | 'logistics' | 'system'

export type Place = {
  readonly to: string
  readonly label: Label
  readonly line: Line
  /** Order within its line; smaller is higher. */
  readonly order: number
  /** Who may enter; absent means everyone signed in. */
  readonly permission?: string
  /** Rank among the places at the bottom of a phone (1 to 4); the rest is behind "Thêm". */
  readonly phone?: number
  /** The key after `g`: `g v` goes to the register. */
  readonly key?: string
}

export type Screen = {
  /** TanStack path: `/van-ban/{-$id}` (an optional parameter keeps the list mounted while the detail changes). */
  readonly path: string
  readonly title: Label
  readonly load: () => Promise<{ default: ComponentType }>
  readonly permission?: string
  /** Screens inside this one; its component shows them with `<Outlet />`. */
  readonly children?: readonly Screen[]
  /** No navigation around it (printing, full-screen reading). */
  readonly bare?: boolean
}

/** What a room adds to the program: default export of `src/<room>/screens/routes.tsx`. */
export type Room = { readonly places: readonly Place[]; readonly screens: readonly Screen[] }
export const defineRoom = (room: Room): Room => room

export const mayEnter = (me: Me, what: { readonly permission?: string }): boolean => what.permission === undefined || me.permissions.includes(what.permission)
