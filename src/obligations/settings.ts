import { z } from 'zod'
import { runPrepared, sql, type Reads } from '../platform/db/index.ts'
import { defaultSettings, type ObligationSettings } from './rules.ts'

const hours = z.object({ none: z.number().positive(), urgent: z.number().positive(), very_urgent: z.number().positive(), immediate: z.number().positive() })
const Shape = z.object({
  acknowledgeHours: hours, obstacleHours: hours, maxExtensions: z.int().min(0).max(20), beforeMeans: z.enum(['through', 'before']), dailyLoad: z.int().min(1), soonDays: z.int().min(0),
  reportTime: z.string().regex(/^\d{2}:\d{2}$/), reportWeekday: z.int().min(1).max(7), reportMonthDay: z.int().min(1).max(31),
}).partial()

/** The province's settings of this room over the defaults. A damaged setting is an error, not a silent default. */
export function settingsOf(value: unknown): ObligationSettings {
  if (value === null || value === undefined) return defaultSettings
  return { ...defaultSettings, ...Object.fromEntries(Object.entries(Shape.parse(value)).filter(([, v]) => v !== undefined)) } as ObligationSettings
}

export async function getSettings(db: Reads, provinceId: string): Promise<ObligationSettings> {
  const [row] = await runPrepared(db, sql<{ value: unknown }>`select value from setting where province_id = ${provinceId} and key = 'obligations'`)
  return settingsOf(row?.value)
}
